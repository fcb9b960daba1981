package dev.parklane.runtime;

import org.jspecify.annotations.Nullable;

/** What a link asks of the agent at its other end: a root event of that agent. */
abstract class LinkRequest extends RootEvent {
  final Uplink uplink;
  private final HandlerName name;

  private LinkRequest(Uplink uplink, String what) {
    this.uplink = uplink;
    this.name = HandlerName.of(uplink.link().lane(), what, 0);
  }

  private static AgentFailedException failure(String uri, String when, Throwable cause) {
    return new AgentFailedException(
        uri, "[PL-F4] " + uri + " failed " + when + ": " + FailureText.of(cause), cause);
  }

  @Override
  final HandlerName name() {
    return name;
  }

  @Override
  final String message() {
    return uplink.link().lane();
  }

  /** To be linked to a lane, and told its state where that is asked. */
  static class Attach extends LinkRequest {
    private final boolean synced;
    private @Nullable Lane lane; // root thread only
    private @Nullable LaneDescription description; // root thread only
    private @Nullable Object state; // root thread only

    Attach(Uplink uplink, boolean synced) {
      super(uplink, "link");
      this.synced = synced;
    }

    @Override
    @Nullable Refusal refusedBy(Instance agent) {
      return refusal(agent, uplink.link());
    }

    private static @Nullable Refusal refusal(Instance agent, Link link) {
      Lane lane = agent.lane(link.lane());
      if (lane == null) {
        return Refusal.noLane(agent, link.lane());
      }
      LinkForm form = lane.linkForm();
      if (form == null) {
        String lacks = lane.missingForLinks();
        return new Refusal(
            DeadLetter.Reason.NO_LINK,
            lacks == null
                ? lane + " is a " + lane.kind() + ", which takes no links"
                : lane + " takes no links yet: " + lacks);
      }
      String why = link.refuses(form);
      return why == null ? null : new Refusal(DeadLetter.Reason.NO_LINK, lane + " " + why);
    }

    @Override
    void run(Instance agent, Cascade cascade) {
      lane = agent.lane(uplink.link().lane());
      Lane asked = lane;
      if (asked != null) {
        description = asked.description();
      }
      if (synced && asked != null) {
        cascade.root(name(), () -> state = asked.sync());
      }
    }

    @Override
    boolean travel(Delivery by, String uri, boolean mayWait) {
      uplink.follow(by, uri, synced);
      return true;
    }

    @Override
    Outbox.@Nullable Leaving reply() {
      Lane to = lane;
      LaneDescription of = description;
      Object told = state;
      return to == null || of == null
          ? null
          : by -> by.post(uplink.observer(), 0, () -> uplink.attach(to, of, told, synced));
    }

    @Override
    void failed(String uri, Throwable cause) {
      uplink.end(failure(uri, "while it was linked to", cause));
    }

    @Override
    void died(DeadLetter letter, @Nullable Throwable cause) {
      uplink.end(
          letter.reason() == DeadLetter.Reason.PLANE_CLOSED
              ? new PlaneClosedException(letter.coded())
              : new AgentFailedException(letter.uri(), letter.coded(), cause));
    }
  }

  /** To be told the state of a lane that it is linked to. */
  static final class Sync extends LinkRequest {
    private @Nullable Object state; // root thread only

    Sync(Uplink uplink) {
      super(uplink, "sync");
    }

    @Override
    boolean makesAgent() {
      return false;
    }

    @Override
    void run(Instance agent, Cascade cascade) {
      Lane lane = uplink.lane();
      if (lane != null) {
        cascade.root(name(), () -> state = lane.sync());
      }
    }

    @Override
    boolean travel(Delivery by, String uri, boolean mayWait) {
      FarLane far = uplink.far();
      if (far != null) {
        far.sync();
      }
      return true;
    }

    @Override
    Outbox.Leaving reply() {
      Object told = state;
      return by -> by.post(uplink.observer(), 0, () -> uplink.sync(told));
    }

    @Override
    void failed(String uri, Throwable cause) {
      Lane lane = uplink.lane();
      uplink.end(failure(uri, "when it was asked for its state", cause));
      if (lane != null) {
        lane.removeRecipient(uplink);
      }
    }
  }

  /** To be told nothing any more. */
  static final class Detach extends LinkRequest {
    Detach(Uplink uplink) {
      super(uplink, "unlink");
    }

    @Override
    boolean makesAgent() {
      return false;
    }

    @Override
    boolean begin() {
      uplink.detach();
      return false;
    }

    @Override
    boolean travel(Delivery by, String uri, boolean mayWait) {
      FarLane far = uplink.far();
      if (far != null) {
        far.close();
      }
      return true;
    }

    @Override
    void run(Instance agent, Cascade cascade) {}
  }
}
