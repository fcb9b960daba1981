# Buys where the mean of the last few closes crosses that of more of them, and sells likewise.
from datetime import timedelta

FAST = 5
SLOW = 20
PAUSE = timedelta(hours=1)

closes = []


def mean(values):
    total = 0.0
    for value in values:
        total += value
    return total / len(values)


def start(topic):
    bus.subscribe(topic, on_bar)


def on_bar(bar):
    clock.after("pause", PAUSE, forget)  # in place of the one before
    closes.append(bar.close)
    del closes[:-SLOW]
    if len(closes) == SLOW:
        wanted = 1 if mean(closes[-FAST:]) > mean(closes) else -1
        if wanted != lanes.signal.get():
            lanes.signal.set(wanted)  # the order is given before the next line


def forget(event):
    closes.clear()
