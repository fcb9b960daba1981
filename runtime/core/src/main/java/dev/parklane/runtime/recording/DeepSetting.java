package dev.parklane.runtime.recording;

/** From which depth on a cascade is written. */
final class DeepSetting extends WishSetting {
  DeepSetting() {
    super(CascadeWish.DEEP, text -> Counts.of("deep", text));
  }

  @Override
  void wish(long wanted) {
    CascadeWish.deep((int) wanted);
  }
}
