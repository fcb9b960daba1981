package dev.parklane.examples.market;

/** Buys where the mean of the last few closes crosses that of more of them, and sells likewise. */
final class JavaStrategy extends Strategy {
  private final double[] closes = new double[SLOW]; // the latest last
  private int seen;

  @Override
  protected void begin() {
    bus().subscribe(Aggregator.TOPIC, Bar.class, this::onBar);
  }

  private void onBar(Bar bar) {
    clock().after("pause", PAUSE, event -> seen = 0); // in place of the one before
    System.arraycopy(closes, 1, closes, 0, SLOW - 1);
    closes[SLOW - 1] = bar.close();
    seen++;
    if (seen >= SLOW) {
      int wanted = mean(FAST) > mean(SLOW) ? 1 : -1;
      if (wanted != signal().get()) {
        signal().set(wanted);
      }
    }
  }

  private double mean(int count) {
    double sum = 0;
    for (int i = SLOW - count; i < SLOW; i++) {
      sum += closes[i];
    }
    return sum / count;
  }
}
