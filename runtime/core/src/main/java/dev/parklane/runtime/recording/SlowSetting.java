package dev.parklane.runtime.recording;

/** From which length on a cascade is written. */
final class SlowSetting extends WishSetting {
  SlowSetting() {
    super(CascadeWish.SLOW, text -> Timespans.nanos("slow", text));
  }

  @Override
  void wish(long wanted) {
    CascadeWish.slow(wanted);
  }
}
