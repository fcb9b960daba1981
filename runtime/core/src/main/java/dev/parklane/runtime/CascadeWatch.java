package dev.parklane.runtime;

import dev.parklane.runtime.recording.CascadeEvent;
import dev.parklane.runtime.recording.CascadeWish;
import dev.parklane.runtime.recording.CoarseTime;
import dev.parklane.runtime.recording.EndedCascades;
import java.util.function.Supplier;

/**
 * Has those cascades of an agent recorded that recordings want: one of many from its beginning on,
 * with exact times and all its handlers; of the others those that turn out to be slow or deep, or
 * fail. The root thread.
 */
final class CascadeWatch {
  private long number; // of cascades so far, while recordings wanted some
  private long begun; // by the coarse time; 0 for one that nobody looks at, or that is recorded
  private long waited;

  /** One begins. */
  void begins(Cascade cascade, Supplier<String> title, long postedNanos) {
    CascadeEvent recorded = null;
    if (CascadeWish.now().takes(number++)) {
      waited = postedNanos == 0 ? 0 : Math.max(0, System.nanoTime() - postedNanos);
      recorded = CascadeEvent.start(cascade.uri(), title.get(), waited);
    }
    if (recorded != null) {
      begun = 0;
      cascade.part().record(recorded);
      cascade.watched = CascadePart.RECORDED;
    } else {
      begun = CoarseTime.nanos();
      waited = postedNanos == 0 ? 0 : Math.max(0, begun - postedNanos);
      cascade.watched = CascadePart.TIMED;
    }
  }

  /** It has ended. */
  void ends(Cascade cascade, Supplier<String> title) {
    if (begun == 0) {
      cascade.recordEnd();
      return;
    }
    long took = CoarseTime.nanos() - begun;
    CascadeWish wish = CascadeWish.now();
    boolean failed = cascade.hasFailed();
    if (wish.takes(took, cascade.deepest(), failed)) {
      EndedCascades.write(
          cascade.uri(), title.get(), waited, took, cascade.handlers(), cascade.deepest(), failed);
    }
  }
}
