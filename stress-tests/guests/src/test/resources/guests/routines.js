// What a program of the property of languages does; routines.py and Routines.java are the same.
let handles = [];

function begin(event) {
  handles = [];
}

function run(index) {
  const left = lanes.budget.get();
  if (left > 0) {
    lanes.budget.set(left - 1);
    for (const act of program[index % program.length]) {
      perform(act.kind, act.number, act.name);
    }
  }
}

function perform(kind, number, name) {
  switch (kind) {
    case "set":
      lanes.a.set(number);
      note("b is " + lanes.b.get());
      break;
    case "publish":
      bus.publish("t." + name, number);
      break;
    case "subscribe":
      handles.push(bus.subscribe("t." + name, onMessage, number));
      break;
    case "subscribe all":
      handles.push(bus.subscribe("t.*", onMessage));
      break;
    case "close":
      if (handles.length > 0) {
        handles[number % handles.length].close();
      }
      break;
    case "alert":
      clock.after(name, number, onTime);
      break;
    case "timer":
      clock.timer(name, number + 1, onTime, null, clock.nanos() + 3 * number + 3);
      break;
    case "cancel":
      note("cancel " + name + (clock.cancel(name) ? " yes" : " no"));
      break;
    case "after":
      clock.after(number, onStep);
      break;
    case "command":
      agent(agent.uri()).command("run", number);
      break;
    case "endpoint":
      bus.endpoint("e", onRequest);
      break;
    case "request":
      bus.request("e", number, 5, onAnswer, onRefusal);
      break;
    case "fail":
      throw new Error(name);
  }
}

function onMessage(number) {
  note("message " + number);
  run(number);
}

function onTime(event) {
  note(event.name + " at " + event.scheduledNanos);
  run(event.scheduledNanos);
}

function onStep() {
  note("step at " + clock.nanos());
  run(0);
}

function onRequest(request) {
  note("asked " + request.value());
  run(request.value());
  request.answer(request.value() + 1);
}

function onAnswer(number) {
  note("answer " + number);
  run(number);
}

function onRefusal(why) {
  note("refused");
}
