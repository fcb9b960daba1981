# What agents do with their bus, clock and each other; parts.js is the same in JavaScript.
from datetime import timedelta, datetime, timezone

kept = {}


def on_bar(bar):
    note("bar " + str(bar.close) + " of " + agent.uri())


def on_bar_first(bar):
    note("first")


def subscribe(v):
    bus.subscribe("bars.*", on_bar)
    kept["handle"] = bus.subscribe("bars.?", on_bar_first, 9)
    note(kept["handle"].pattern() + " " + str(kept["handle"].priority()))


def subscribe_twice(v):
    bus.subscribe("bars.*", on_bar)
    bus.subscribe("bars.*", on_bar)


def subscribe_two(v):
    for i in range(2):
        bus.subscribe("bars.*", lambda bar: note(i))


def publish(v):
    bus.publish("bars.x", v)
    note("published")


def close(v):
    kept["handle"].close()
    note(kept["handle"].is_open())


def cancel(v):
    kept["handle"].cancel()


def subscribe_and_fail(v):
    subscribe(v)
    clock.after(10, tick)
    clock.alert("alarm", 10, on_time)
    bus.endpoint("e", answer)
    raise ValueError("on purpose")


def fails(bar):
    lanes.size.set(9)
    return [][0]


def subscribe_failing(v):
    bus.subscribe("bars.*", fails)


def writes(bar):
    lanes.size.set(lanes.size.get() + 1)
    note("after " + str(lanes.total.get()))


def subscribe_writing(v):
    bus.subscribe("bars.*", writes)


def answer(request):
    note("asked " + str(request.value()) + " " + str(request.is_awaited()))
    if request.value() == 0:
        request.fail("not that")
    else:
        request.answer(request.value() + 1)


def endpoint(v):
    kept["handle"] = bus.endpoint("e", answer)


def request_and_wait(v):
    note(bus.request("e", v, timedelta(seconds=1)))


def answered(value):
    note("answered " + str(value))


def refused(why):
    note("refused " + why.getMessage())


def request(v):
    bus.request("e", v, timedelta(seconds=1), answered, refused)


def send(v):
    bus.send("e", v)


def tick():
    note("tick at " + str(clock.nanos()))


def on_time(event):
    note(event.name + " at " + str(event.scheduled_nanos))


def after(v):
    kept["handle"] = clock.after(10, tick)


def every(v):
    kept["handle"] = clock.every(timedelta(microseconds=1), tick)


def timers(v):
    clock.alert("alarm", datetime.fromtimestamp(0.00001, timezone.utc), on_time)
    clock.after("soon", timedelta(microseconds=5), on_time)
    clock.timer("beat", 4_000, on_time, None, 12_000)
    note(list(clock.names()))
    note(clock.next("soon"))


def callbacks(v):
    clock.callback("a", on_time)
    clock.default_callback(lambda event: note("default " + event.name))
    clock.alert("a", 10)
    clock.timer("b", 20)
    clock.cancel_callback("a")
    clock.alert("a2", 15)


def cancel_alarm(v):
    note(clock.cancel("alarm"))
    note(clock.cancel("none"))


def sleep(v):
    note("sleeps")
    clock.sleep(100)
    note("woke at " + str(clock.nanos()))


def told(failure):
    note("told " + ("of success" if failure is None else failure.getMessage()))


def tell_y(v):
    y = agent("/scripted/y")
    y.command("add", 3)
    y.command("add", 4, told)
    y.set("total", 5)
    y.lane("add").command(6)
    y.map_lane("prices").put(8, 2)
    y.map_lane("prices").put(9, 3)
    y.map_lane("prices").remove(9)


def tell_y_wrong(v):
    agent("/scripted/y").command("add", "three", told)


def ask_y(v):
    y = agent("/scripted/y")
    note(y.get("total"))
    note(y.lane("size").get())
    note(y.get("prices")[8])
    note(y.map_lane("prices").get(8))


def link_y(v):
    lanes.totals.link(7, agent("/scripted/y").lane("total"))


def unlink_y(v):
    lanes.totals.unlink_and_delete(7)


def suspend(v):
    agent.suspend(work, lambda result: note("result " + str(result)))


def suspend_own(v):
    agent.suspend(lambda: 3, lambda result: note(result))


def ask_own(v):
    agent("/scripted/y").ask(lambda other: note("never"))


def ask_java(v):
    note(agent("/scripted/y").ask(question))


def stop(v):
    agent.stop()
    note("stops " + agent.parameter("name"))


def replace(v):
    lanes.prices.replace_all({8: 2, 9: 3})
    note(lanes.prices.get()[8])


def wrong_count(v):
    bus.subscribe("bars.*")


def wrong_type(v):
    bus.subscribe("bars.*", 3)


def wrong_pause(v):
    clock.after("soon", tick)


def no_such(v):
    bus.nonsense("x")


def publish_function(v):
    bus.publish("bars.x", on_bar)


def assign(v):
    bus.publish = 3


def foreign(v):
    bus.subscribe("bars.*", theirs)


def lane_as_handler(v):
    bus.subscribe("sizes", lanes.size.set)


def names(v):
    bus.subscribe("bars.*", on_bar)
    clock.after(10, tick)
    clock.alert("alarm", 10, on_time)
    bus.request("e", 1, 5, answered)


def flaky():
    tries = kept.get("tries", 0)
    kept["tries"] = tries + 1
    note("try " + str(tries))
    lanes.size.set(lanes.size.get() + 1)
    if tries < 2:
        raise ValueError("not yet")


def after_flaky(v):
    clock.after(10, flaky)


def choosy(bar):
    if bar.close == 9:
        raise ValueError("not this one")
    on_bar(bar)


def subscribe_choosy(v):
    bus.subscribe("bars.*", choosy)


def look(v):
    bus.subscribe("bars.*", on_bar, 3)
    bus.endpoint("e", answer)
    bus.publish("other", v)
    for subscription in bus.subscriptions("bars.x"):
        note(subscription.pattern + " " + str(subscription.priority) + " " + subscription.agent)
    note([endpoint.name for endpoint in bus.endpoints()])
    note(bus.counts().published)
    note(bus.is_awaited(7))
    note(clock.nanos())
    note(clock.micros())
    note(clock.millis())
    note(clock.now())


def stand_and_fail(v):
    lanes.size.set(3)
    agent.checkpoint()
    lanes.size.set(4)
    raise ValueError("behind the checkpoint")


def tell_all(v):
    agent.broadcast("/scripted/:name", "add", 3)


def told_of_all(v):
    agent.suspend(work, answered, refused)
    agent("/scripted/y").command("add", 3, told)
    bus.request("e", 1, 5, answered, refused)
    clock.every(10, tick)


def cancel_all(v):
    kept["work"] = agent.suspend(work, answered)
    kept["work"].cancel()
    kept["request"] = bus.request("e", 1, 500, answered)
    note(kept["request"].cancel())
