package dev.parklane.runtime.recording;

/** From which length on a handler is written. */
final class SlowHandlerSetting extends WishSetting {
  SlowHandlerSetting() {
    super(CascadeWish.SLOW, text -> Timespans.nanos("slow", text));
  }

  @Override
  void wish(long wanted) {
    CascadeWish.slowHandler(wanted);
  }
}
