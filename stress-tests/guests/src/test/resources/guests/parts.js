// What agents do with their bus, clock and each other; parts.py is the same in Python.
const kept = {};

function on_bar(bar) {
  note("bar " + bar.close.toFixed(1) + " of " + agent.uri());
}

function on_bar_first(bar) {
  note("first");
}

function subscribe(v) {
  bus.subscribe("bars.*", on_bar);
  kept.handle = bus.subscribe("bars.?", on_bar_first, 9);
  note(kept.handle.pattern() + " " + kept.handle.priority());
}

function subscribe_twice(v) {
  bus.subscribe("bars.*", on_bar);
  bus.subscribe("bars.*", on_bar);
}

function subscribe_two(v) {
  for (let i = 0; i < 2; i++) {
    bus.subscribe("bars.*", (bar) => note(i));
  }
}

function publish(v) {
  bus.publish("bars.x", v);
  note("published");
}

function close(v) {
  kept.handle.close();
  note(kept.handle.isOpen());
}

function cancel(v) {
  kept.handle.cancel();
}

function subscribe_and_fail(v) {
  subscribe(v);
  clock.after(10, tick);
  clock.alert("alarm", 10, on_time);
  bus.endpoint("e", answer);
  throw new Error("on purpose");
}

function fails(bar) {
  lanes.size.set(9);
  return undefined[0];
}

function subscribe_failing(v) {
  bus.subscribe("bars.*", fails);
}

function writes(bar) {
  lanes.size.set(lanes.size.get() + 1);
  note("after " + lanes.total.get());
}

function subscribe_writing(v) {
  bus.subscribe("bars.*", writes);
}

function answer(request) {
  note("asked " + request.value() + " " + (request.isAwaited() ? "True" : "False"));
  if (request.value() === 0) {
    request.fail("not that");
  } else {
    request.answer(request.value() + 1);
  }
}

function endpoint(v) {
  kept.handle = bus.endpoint("e", answer);
}

function request_and_wait(v) {
  note(bus.request("e", v, 1e9));
}

function answered(value) {
  note("answered " + value);
}

function refused(why) {
  note("refused " + why.getMessage());
}

function request(v) {
  bus.request("e", v, 1e9, answered, refused);
}

function send(v) {
  bus.send("e", v);
}

function tick() {
  note("tick at " + clock.nanos());
}

function on_time(event) {
  note(event.name + " at " + event.scheduledNanos);
}

function after(v) {
  kept.handle = clock.after(10, tick);
}

function every(v) {
  kept.handle = clock.every(1000, tick);
}

function timers(v) {
  clock.alert("alarm", 10_000, on_time);
  clock.after("soon", 5_000, on_time);
  clock.timer("beat", 4_000, on_time, null, 12_000);
  note([...clock.names()]);
  note(clock.next("soon"));
}

function callbacks(v) {
  clock.callback("a", on_time);
  clock.defaultCallback((event) => note("default " + event.name));
  clock.alert("a", 10);
  clock.timer("b", 20);
  clock.cancelCallback("a");
  clock.alert("a2", 15);
}

function cancel_alarm(v) {
  note(clock.cancel("alarm"));
  note(clock.cancel("none"));
}

function sleep(v) {
  note("sleeps");
  clock.sleep(100);
  note("woke at " + clock.nanos());
}

function told(failure) {
  note("told " + (failure === null ? "of success" : failure.getMessage()));
}

function tell_y(v) {
  const y = agent("/scripted/y");
  y.command("add", 3);
  y.command("add", 4, told);
  y.set("total", 5);
  y.lane("add").command(6);
  y.mapLane("prices").put(8, 2);
  y.mapLane("prices").put(9, 3);
  y.mapLane("prices").remove(9);
}

function tell_y_wrong(v) {
  agent("/scripted/y").command("add", "three", told);
}

function ask_y(v) {
  const y = agent("/scripted/y");
  note(y.get("total"));
  note(y.lane("size").get());
  note(y.get("prices").get(8));
  note(y.mapLane("prices").get(8));
}

function link_y(v) {
  lanes.totals.link(7, agent("/scripted/y").lane("total"));
}

function unlink_y(v) {
  lanes.totals.unlinkAndDelete(7);
}

function suspend(v) {
  agent.suspend(work, (result) => note("result " + result));
}

function suspend_own(v) {
  agent.suspend(() => 3, (result) => note(result));
}

function ask_own(v) {
  agent("/scripted/y").ask((other) => note("never"));
}

function ask_java(v) {
  note(agent("/scripted/y").ask(question));
}

function stop(v) {
  agent.stop();
  note("stops " + agent.parameter("name"));
}

function replace(v) {
  lanes.prices.replaceAll(new Map([[8, 2], [9, 3]]));
  note(lanes.prices.get().get(8));
}

function wrong_count(v) {
  bus.subscribe("bars.*");
}

function wrong_type(v) {
  bus.subscribe("bars.*", 3);
}

function wrong_pause(v) {
  clock.after("soon", tick);
}

function no_such(v) {
  bus.nonsense("x");
}

function publish_function(v) {
  bus.publish("bars.x", on_bar);
}

function assign(v) {
  "use strict";
  bus.publish = 3;
}

function foreign(v) {
  bus.subscribe("bars.*", theirs);
}

function lane_as_handler(v) {
  bus.subscribe("sizes", lanes.size.set);
}

function names(v) {
  bus.subscribe("bars.*", on_bar);
  clock.after(10, tick);
  clock.alert("alarm", 10, on_time);
  bus.request("e", 1, 5, answered);
}

function flaky() {
  const tries = kept.tries ?? 0;
  kept.tries = tries + 1;
  note("try " + tries);
  lanes.size.set(lanes.size.get() + 1);
  if (tries < 2) {
    throw new Error("not yet");
  }
}

function after_flaky(v) {
  clock.after(10, flaky);
}

function choosy(bar) {
  if (bar.close === 9) {
    throw new Error("not this one");
  }
  on_bar(bar);
}

function subscribe_choosy(v) {
  bus.subscribe("bars.*", choosy);
}

function look(v) {
  bus.subscribe("bars.*", on_bar, 3);
  bus.endpoint("e", answer);
  bus.publish("other", v);
  for (const subscription of bus.subscriptions("bars.x")) {
    note(subscription.pattern + " " + subscription.priority + " " + subscription.agent);
  }
  note([...bus.endpoints()].map((endpoint) => endpoint.name));
  note(bus.counts().published);
  note(bus.isAwaited(7));
  note(clock.nanos());
  note(clock.micros());
  note(clock.millis());
  note(clock.now());
}

function stand_and_fail(v) {
  lanes.size.set(3);
  agent.checkpoint();
  lanes.size.set(4);
  throw new Error("behind the checkpoint");
}

function tell_all(v) {
  agent.broadcast("/scripted/:name", "add", 3);
}

function told_of_all(v) {
  agent.suspend(work, answered, refused);
  agent("/scripted/y").command("add", 3, told);
  bus.request("e", 1, 5, answered, refused);
  clock.every(10, tick);
}

function cancel_all(v) {
  kept.work = agent.suspend(work, answered);
  kept.work.cancel();
  kept.request = bus.request("e", 1, 500, answered);
  note(kept.request.cancel());
}

async function later(bar) {
  await null;
  lanes.size.set(bar.close);
  note("later " + lanes.total.get());
}

function subscribe_later(v) {
  bus.subscribe("bars.*", later);
}
