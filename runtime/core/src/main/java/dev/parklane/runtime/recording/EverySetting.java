package dev.parklane.runtime.recording;

/** One of so many cascades is written; none for 0, which counts last. */
final class EverySetting extends WishSetting {
  EverySetting() {
    super(CascadeWish.EVERY, text -> Counts.of("every", text));
  }

  @Override
  long rank(long wanted) {
    return wanted == 0 ? Long.MAX_VALUE : wanted;
  }

  @Override
  void wish(long wanted) {
    CascadeWish.every((int) wanted);
  }
}
