package dev.parklane.runtime;

/**
 * What becomes of a link when a handler fails on what it is told, and its agent lives on. What the
 * handlers did is taken back (law F2); what the lane at the other end has done is a fact, and stays
 * one:
 *
 * <ul>
 *   <li>A copy takes it in silence, so that it does not differ from the lane.
 *   <li>Where a lane of the agent is made of it, as a join is, it is told once more, and at once.
 *       If that fails too the link has failed, and the join says what becomes of it (law J4).
 *   <li>A message of a supply or command lane has not come (law F3).
 * </ul>
 *
 * <p>Root thread of the observer, between two cascades.
 */
final class ToldInVain {
  private ToldInVain() {}

  static void tell(Uplink from, LaneEvent event, Throwable cause) {
    Link link = from.link();
    if (!link.standing().isAt(from) || link.course().isOfMessages()) {
      return;
    }
    if (link.isPartOfALane()) {
      from.tellFirst(new Again(from, event));
      return;
    }
    try {
      link.told(event, false);
    } catch (Exception e) { // it is of another type than the link was made with, as was told
      from.failAtObserver(cause);
    }
  }

  /** An event for the second time. */
  static final class Again extends LinkEvent {
    private final LaneEvent event;

    Again(Uplink from, LaneEvent event) {
      super(from);
      this.event = event;
    }

    @Override
    void tell(Link link) throws Exception {
      link.course().toldEvent(event);
    }

    @Override
    void failed(String uri, Throwable cause) {
      from().failAtObserver(cause);
    }

    @Override
    Object value() {
      return event.payload();
    }
  }

  /** The end of a link whose handlers of it have failed. */
  static final class End extends LinkEvent {
    End(Uplink from) {
      super(from);
    }

    @Override
    boolean begin() {
      return from().link().standing().hasEndedInVain(from());
    }

    @Override
    void tell(Link link) {
      link.course().toldEndInVain();
    }

    @Override
    void failed(String uri, Throwable cause) {
      if (from().link().standing().hasEndedInVain(from())) {
        from().link().course().endedAllTheSame();
      }
    }
  }
}
