package dev.parklane.lanes;

import dev.parklane.runtime.Handler;
import dev.parklane.runtime.Step;
import java.util.ArrayList;
import java.util.List;

/**
 * The handlers of what every link is told: that it is made, and how it ends.
 *
 * @param linked of those who register before the link is opened
 * @param unlinked likewise
 * @param failed likewise
 */
record LinkHandlers(
    List<Step> linked, List<Step> unlinked, List<Handler<? super Throwable>> failed) {
  LinkHandlers() {
    this(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
  }

  void tellLinked() throws Exception {
    for (Step handler : linked) {
      handler.run();
    }
  }

  void tellUnlinked() throws Exception {
    for (Step handler : unlinked) {
      handler.run();
    }
  }

  void tellFailed(Throwable cause) throws Exception {
    for (Handler<? super Throwable> handler : failed) {
      handler.handle(cause);
    }
  }
}
