package dev.parklane.runtime;

import org.jspecify.annotations.Nullable;

/** What a link tells its observer: a root event of the observer's agent (law J1). */
abstract class LinkEvent extends RootEvent {
  private final Uplink from;

  LinkEvent(Uplink from) {
    this.from = from;
  }

  final Uplink from() {
    return from;
  }

  @Override
  final HandlerName name() {
    return from.link().eventName();
  }

  @Override
  final Instance addressee() {
    return from.link().host();
  }

  @Override
  final boolean isToldAtTheEnd() {
    return true;
  }

  /** Not what it calls the link, which has addresses in it. */
  @Override
  final String cause() {
    return name().lane();
  }

  @Override
  boolean begin() {
    return from.link().standing().isAt(from) && (!from.isBroken() || this instanceof Failed);
  }

  @Override
  final void run(Instance agent, Cascade cascade) {
    cascade.root(name(), () -> tell(from.link()));
  }

  abstract void tell(Link link) throws Exception;

  /** A handler of the link's end has failed: the link has ended, or is made anew, all the same. */
  final void endAllTheSame() {
    if (from.link().standing().hasEndedInVain(from)) {
      from.tellFirst(new ToldInVain.End(from));
    }
  }

  @Override
  final void notWoken(Commons commons, String uri, Throwable why) {
    from.notWoken(why);
  }

  @Override
  final String message() {
    return from.link().toString();
  }

  /** The link is made. */
  static final class Linked extends LinkEvent {
    private final LaneDescription to;

    Linked(Uplink from, LaneDescription to) {
      super(from);
      this.to = to;
    }

    @Override
    void tell(Link link) throws Exception {
      link.course().toldLinked(to);
    }

    /** A link that could not begin would be told what it is not ready for: it fails instead. */
    @Override
    void failed(String uri, Throwable cause) {
      from().failAtObserver(cause);
    }
  }

  /** The state of the lane, as of one point between its agent's cascades (law J7). */
  static final class Synced extends LinkEvent {
    private final @Nullable Object state;
    private final boolean isAgain; // for a join, which it has failed on once

    Synced(Uplink from, @Nullable Object state) {
      this(from, state, false);
    }

    private Synced(Uplink from, @Nullable Object state, boolean isAgain) {
      super(from);
      this.state = state;
      this.isAgain = isAgain;
    }

    @Override
    void tell(Link link) throws Exception {
      link.course().toldSynced(state);
    }

    /** A link that could not take the state would be silent for ever: it fails instead. */
    @Override
    void failed(String uri, Throwable cause) {
      if (from().link().isPartOfALane() && !isAgain) {
        from().tellFirst(new Synced(from(), state, true)); // as all that a join is told
      } else {
        from().failAtObserver(cause);
      }
    }
  }

  /** What the lane has done. Newer events may take its place until its turn comes. */
  static final class Told extends LinkEvent {
    private final Uplink uplink;
    private final boolean addsKey;
    @Nullable Told removal; // guarded by the uplink: of the same key, pending before this
    private LaneEvent event; // guarded by the uplink; when its turn has come, the root thread's
    private volatile boolean withdrawn; // written under the uplink
    private volatile @Nullable Mark mark; // written under the uplink: of who has changed it last

    Told(Uplink from, LaneEvent event) {
      super(from);
      this.uplink = from;
      this.event = event;
      this.addsKey = event instanceof LaneEvent.Update update && update.isNew();
    }

    LaneEvent event() {
      return event;
    }

    /** Whether the observer knows nothing of its key before this. */
    boolean addsKey() {
      return addsKey;
    }

    boolean removesKey() {
      return event instanceof LaneEvent.Remove;
    }

    /** The mark before what it says now; null where it was posted so. Guarded by the uplink. */
    @Nullable Mark mark() {
      return mark;
    }

    void replace(LaneEvent newer, @Nullable Mark by) {
      mark = by;
      event = newer;
    }

    void withdraw(@Nullable Mark by) {
      mark = by;
      withdrawn = true;
    }

    @Override
    boolean isWithdrawn() {
      Mark by = mark;
      return withdrawn && (by == null || by.isLifted());
    }

    @Override
    boolean begin() {
      return uplink.claim(this) != null && super.begin();
    }

    /** It was claimed the first time. */
    @Override
    boolean beginAgain() {
      return super.begin();
    }

    @Override
    void tell(Link link) throws Exception {
      link.course().toldEvent(event);
    }

    @Override
    void failed(String uri, Throwable cause) {
      ToldInVain.tell(uplink, event, cause);
    }

    @Override
    Object value() {
      return event.payload();
    }
  }

  /** The lane, or its agent, has ended. */
  static final class Unlinked extends LinkEvent {
    Unlinked(Uplink from) {
      super(from);
    }

    @Override
    void tell(Link link) throws Exception {
      link.course().toldEnd(null);
    }

    @Override
    void failed(String uri, Throwable cause) {
      endAllTheSame();
    }
  }

  /** The link could not be made, or has ended with a failure. */
  static final class Failed extends LinkEvent {
    private final Throwable cause;

    Failed(Uplink from, Throwable cause) {
      super(from);
      this.cause = cause;
    }

    @Override
    void tell(Link link) throws Exception {
      link.course().toldEnd(cause);
    }

    @Override
    void failed(String uri, Throwable failure) {
      endAllTheSame();
    }
  }
}
