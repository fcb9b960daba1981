# Buys where the mean of the last few closes crosses that of more of them, and sells likewise.
FAST = 5
SLOW = 20

closes = []


def mean(values):
    total = 0.0
    for value in values:
        total += value
    return total / len(values)


def on_bar(bar):
    closes.append(bar.close)
    del closes[:-SLOW]
    if len(closes) == SLOW:
        wanted = 1 if mean(closes[-FAST:]) > mean(closes) else -1
        if wanted != lanes.signal.get():
            lanes.signal.set(wanted)  # the order is given before the next line
