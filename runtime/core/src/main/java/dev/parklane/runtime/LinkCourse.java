package dev.parklane.runtime;

import dev.parklane.runtime.LinkPosition.Phase;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What becomes of one link: how it is made, told, ended and made anew. Its host's turn. */
final class LinkCourse {
  private static final Logger LOG = LoggerFactory.getLogger(Link.class);

  private final Link link;
  private final LinkStanding standing;
  private final AgentResources.Resource resource = new Open();

  private @Nullable LinkForm form; // of the lane that it was made to last

  LinkCourse(Link link, LinkStanding standing) {
    this.link = link;
    this.standing = standing;
  }

  /** Whether every message counts, and there is no state. */
  boolean isOfMessages() {
    return form == LinkForm.EVENT;
  }

  // --- what its user does ------------------------------------------------------------------------

  void open() {
    standing.open();
    AgentResources.hold(link.host(), resource, () -> {}); // where it stands is kept by itself
    attach(0);
  }

  void close() {
    end(null);
  }

  private void attach(int attempts) {
    Uplink uplink = new Uplink(link, link.host().cell());
    standing.move(new LinkPosition(Phase.OPENING, uplink, false, attempts, null));
    link.forget();
    link.to()
        .destination()
        .leaves(link.host().cascade(), new LinkRequest.Attach(uplink, link.settings().syncs()));
  }

  private void end(@Nullable Throwable failure) {
    LinkPosition ended = standing.position();
    standing.move(LinkPosition.ENDED);
    AgentResources.release(link.host(), resource);
    link.host().cascade().leaves(by -> ended.detach(link.to(), by));
    tellEnded(failure);
  }

  /** What its agent holds of it while it is open. */
  private final class Open extends AgentResources.Resource {
    @Override
    void end() {
      LinkPosition ended = standing.position();
      standing.moveForGood(LinkPosition.ENDED);
      ended.detach(link.to(), Departure.AT_ONCE);
      Listening listening = listening();
      if (listening != null) {
        listening.tell(ended(null));
      }
    }
  }

  // --- what it is told ---------------------------------------------------------------------------

  void toldLinked(LaneDescription to) throws Exception {
    standing.move(standing.position().linked(false));
    form = to.form();
    tell(listener -> listener.linkOpened(link.host().uri(), link.to().uri(), link.lane()));
    link.linked(to);
  }

  void toldSynced(@Nullable Object state) throws Exception {
    standing.move(standing.position().linked(true));
    link.synced(state);
  }

  void toldEvent(LaneEvent event) throws Exception {
    standing.keep();
    boolean tells = standing.position().synced() || link.settings().early() || isOfMessages();
    link.told(event, tells);
  }

  void toldEnd(@Nullable Throwable failure) throws Exception {
    LinkPosition p = standing.position();
    if (failure != null
        && link.host().cell().tellsInFull(LOG, "link failed", link.lane(), failure)) {
      LOG.warn("[PL-J1.6] {} has failed: {}", link, FailureText.of(failure));
    }
    boolean again = endUnlessMadeAnew(failure);
    if (failure == null) {
      link.unlinked();
    } else {
      link.failed(failure);
    }
    if (again && standing.position().phase() == Phase.WAITING) {
      attachLater(p.attempts());
    }
  }

  /** Whether it waits for another attempt. */
  private boolean endUnlessMadeAnew(@Nullable Throwable failure) {
    int attempts = standing.position().attempts();
    if (attempts < link.settings().retry().attempts()
        && link.host().cell().commons().life().isOpen()) {
      standing.move(new LinkPosition(Phase.WAITING, null, false, attempts, null));
      tellEnded(failure);
      return true;
    }
    end(failure);
    return false;
  }

  /** The handlers of its end have failed, and were taken back: it has ended, or is made anew. */
  void toldEndInVain() {
    if (link.isPartOfALane()) {
      link.abandon();
    } else if (endUnlessMadeAnew(null)) {
      attachLater(standing.position().attempts());
    }
  }

  private void attachLater(int attempts) {
    Scheduled next =
        link.host()
            .after(
                link.settings().retry().backoff().delay(attempts),
                () -> {
                  if (standing.position().phase() == Phase.WAITING) {
                    attach(attempts + 1);
                  }
                });
    standing.move(new LinkPosition(Phase.WAITING, null, false, attempts, next));
  }

  /** Not even that was possible: it has ended though. */
  void endedAllTheSame() {
    standing.moveForGood(LinkPosition.ENDED);
    AgentResources.letGo(link.host(), resource);
  }

  // --- what listeners of the plane are told ------------------------------------------------------

  private @Nullable Listening listening() {
    return link.host().cell().commons().listening;
  }

  private void tellEnded(@Nullable Throwable failure) {
    tell(ended(failure));
  }

  private Consumer<PlaneListener> ended(@Nullable Throwable failure) {
    return listener -> listener.linkEnded(link.host().uri(), link.to().uri(), link.lane(), failure);
  }

  /** When the cascade has succeeded: one that fails has taken back what it would tell. */
  private void tell(Consumer<PlaneListener> what) {
    Listening listening = listening();
    if (listening != null) {
      link.host().cascade().leaves(by -> by.afterwards(() -> listening.tell(what)));
    }
  }
}
