package dev.parklane.lanes;

import dev.parklane.runtime.Handler;
import dev.parklane.runtime.Step;
import java.util.ArrayList;
import java.util.List;

/** The handlers of what every link is told: that it is made, and how it ends. */
final class LinkHandlers {
  private final List<Step> linked = new ArrayList<>(); // before the link is opened
  private final List<Step> unlinked = new ArrayList<>(); // likewise
  private final List<Handler<? super Throwable>> failed = new ArrayList<>(); // likewise

  void onLinked(Step handler) {
    linked.add(handler);
  }

  void onUnlinked(Step handler) {
    unlinked.add(handler);
  }

  void onFailed(Handler<? super Throwable> handler) {
    failed.add(handler);
  }

  void linked() throws Exception {
    for (Step handler : linked) {
      handler.run();
    }
  }

  void unlinked() throws Exception {
    for (Step handler : unlinked) {
      handler.run();
    }
  }

  void failed(Throwable cause) throws Exception {
    for (Handler<? super Throwable> handler : failed) {
      handler.handle(cause);
    }
  }
}
