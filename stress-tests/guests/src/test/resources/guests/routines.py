# What a program of the property of languages does; routines.js and Routines.java are the same.
handles = []


def begin(event):
    handles.clear()


def run(index):
    left = lanes.budget.get()
    if left > 0:
        lanes.budget.set(left - 1)
        for act in program[index % len(program)]:
            perform(act.kind, act.number, act.name)


def perform(kind, number, name):
    if kind == "set":
        lanes.a.set(number)
        note("b is " + str(lanes.b.get()))
    elif kind == "publish":
        bus.publish("t." + name, number)
    elif kind == "subscribe":
        handles.append(bus.subscribe("t." + name, onMessage, number))
    elif kind == "subscribe all":
        handles.append(bus.subscribe("t.*", onMessage))
    elif kind == "close":
        if handles:
            handles[number % len(handles)].close()
    elif kind == "alert":
        clock.after(name, number, onTime)
    elif kind == "timer":
        clock.timer(name, number + 1, onTime, None, clock.nanos() + 3 * number + 3)
    elif kind == "cancel":
        note("cancel " + name + (" yes" if clock.cancel(name) else " no"))
    elif kind == "after":
        clock.after(number, onStep)
    elif kind == "command":
        agent(agent.uri()).command("run", number)
    elif kind == "endpoint":
        bus.endpoint("e", onRequest)
    elif kind == "request":
        bus.request("e", number, 5, onAnswer, onRefusal)
    elif kind == "fail":
        raise ValueError(name)


def onMessage(number):
    note("message " + str(number))
    run(number)


def onTime(event):
    note(event.name + " at " + str(event.scheduled_nanos))
    run(event.scheduled_nanos)


def onStep():
    note("step at " + str(clock.nanos()))
    run(0)


def onRequest(request):
    note("asked " + str(request.value()))
    run(request.value())
    request.answer(request.value() + 1)


def onAnswer(number):
    note("answer " + str(number))
    run(number)


def onRefusal(why):
    note("refused")
