function write_then_read(v) {
  lanes.a.set(v);
  lanes.door.set(lanes.a.get() + " " + lanes.b.get());
}

function deeper(v) {
  if (v < 4) {
    lanes.a.set(v + 1);
  }
  lanes.b.set(lanes.b.get() + v);
}

function write(v) {
  note("in");
  try {
    lanes.a.set(v);
    note("went on");
  } finally {
    note("out");
  }
}

function write_anyway(v) {
  try {
    lanes.a.set(v);
  } catch (e) {
    note("caught");
  }
}

function fail(v) {
  return undefined[v];
}

function overflow(v) {
  return overflow(v) + 1;
}

function loop(v) {
  note("loops");
  for (;;) {}
}

function unknown(v) {
  lanes.nope.set(1);
}

function assign(v) {
  "use strict";
  lanes.a = v;
}

function ask(v) {
  note("asks");
  note(other());
}

function note_it(v) {
  note(v);
}

function give(v) {
  lanes.door.set({n: [1, 2.5, "x"], none: null, big: 2 ** 40, bigger: 2n ** 70n, whole: 2.0});
}
