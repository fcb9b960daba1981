def write_then_read(v):
    lanes.a.set(v)
    lanes.door.set(str(lanes.a.get()) + " " + str(lanes.b.get()))


def deeper(v):
    if v < 4:
        lanes.a.set(v + 1)
    lanes.b.set(lanes.b.get() + v)


def write(v):
    note("in")
    try:
        lanes.a.set(v)
        note("went on")
    finally:
        note("out")


def write_anyway(v):
    try:
        lanes.a.set(v)
    except:
        note("caught")


def fail(v):
    return [][v]


def overflow(v):
    return overflow(v) + 1


def loop(v):
    note("loops")
    while True:
        pass


def unknown(v):
    lanes.nope.set(1)


def assign(v):
    lanes.a = v


def ask(v):
    note("asks")
    note(other())


def note_it(v):
    note(v)


def give(v):
    lanes.door.set({"n": [1, 2.5, "x"], "none": None, "big": 2 ** 40, "bigger": 2 ** 70, "whole": 2.0})
