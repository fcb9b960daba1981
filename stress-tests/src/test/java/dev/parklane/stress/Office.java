package dev.parklane.stress;

import dev.parklane.clock.TestClock;
import dev.parklane.runtime.AgentFailedException;
import dev.parklane.runtime.FailurePolicy;
import dev.parklane.runtime.Plane;
import dev.parklane.runtime.PlaneBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A plane with a {@link Clerk}, those who watch it, and all that it has to do with. */
final class Office implements AutoCloseable {
  private final FlakyStore store = new FlakyStore();
  private final TestClock clock = new TestClock();
  private final ClerkWatcher.Notes notes = new ClerkWatcher.Notes();
  private final List<Integer> sent = new ArrayList<>();
  private final Queue<String> deadLetters = new ConcurrentLinkedQueue<>();
  private final Plane plane;

  /** What happens to it. */
  sealed interface Event {
    /** The clerk does these, as one cascade, and the store may fail to keep it. */
    record Work(List<Chore> chores, boolean storeFails) implements Event {}

    /** Time goes by. */
    record Advance(int seconds) implements Event {}

    /** What the clerk may be linked to changes. */
    record Publish(List<Edit> edits) implements Event {}

    /** Somebody links to a lane that is declared late. */
    record Watch(int late) implements Event {}

    /** The clerk stops. */
    record Stop() implements Event {}
  }

  Office(boolean lockStep, boolean resumes) throws InterruptedException {
    PlaneBuilder builder =
        Plane.builder()
            .lockStep(lockStep)
            .clock(clock)
            .onDeadLetter(letter -> deadLetters.add(letter.reason() + " " + letter.message()))
            .route(
                Clerk.URI,
                Clerk::new,
                options ->
                    options
                        .withStore(store)
                        .withFailurePolicy(resumes ? FailurePolicy.resume() : FailurePolicy.stop()))
            .route(ClerkWatcher.URI, () -> new ClerkWatcher(notes))
            .route(Sink.URI, () -> new Sink(sent));
    Publisher.route(builder);
    plane = builder.start();
    plane.agent(ClerkWatcher.URI).command("watch all", "");
    plane.awaitQuiet();
  }

  /** Lets something happen, and all that comes of it; says whether it did not fail. */
  boolean take(Event event) throws InterruptedException {
    boolean succeeded = true;
    switch (event) {
      case Event.Work work -> succeeded = work(work);
      case Event.Advance advance -> {
        for (int i = 0; i < advance.seconds(); i++) {
          clock.advance(Duration.ofSeconds(1));
          settle();
        }
      }
      case Event.Publish publish -> plane.agent(Publisher.uri(0)).command("edit", publish.edits());
      case Event.Watch watch -> plane.agent(ClerkWatcher.URI).command("watch", watch.late());
      case Event.Stop stop -> plane.agent(Clerk.URI).stop();
    }
    settle();
    return succeeded;
  }

  private boolean work(Event.Work work) throws InterruptedException {
    try {
      plane
          .agent(Clerk.URI)
          .ask(
              Clerk.class,
              clerk -> {
                if (work.storeFails()) {
                  clerk.meetDoom();
                }
                clerk.perform(work.chores());
                return "";
              });
      return true;
    } catch (AgentFailedException e) {
      return false;
    }
  }

  private void settle() throws InterruptedException {
    plane.awaitQuiet();
    while (!plane.agent(Clerk.URI).ask(Clerk.class, Clerk::isResumed)) {
      Thread.yield();
    }
    plane.awaitQuiet();
  }

  /** The lanes that the store keeps, as the clerk holds them. */
  List<String> kept() throws InterruptedException {
    return plane.agent(Clerk.URI).ask(Clerk.class, Clerk::kept);
  }

  /** Those that were declared late. */
  List<String> keptLate() throws InterruptedException {
    return plane.agent(Clerk.URI).ask(Clerk.class, Clerk::keptLate);
  }

  /** Declares all of those. */
  void declareAll() throws InterruptedException {
    plane
        .agent(Clerk.URI)
        .ask(
            Clerk.class,
            clerk -> {
              clerk.declareAll();
              return "";
            });
  }

  List<String> dump() {
    return store.dump(Clerk.URI);
  }

  boolean keeps(int late) {
    return store.lanes(Clerk.URI).contains(Clerk.lateName(late));
  }

  /** What the watcher was told, in order, and where that was not merged. */
  List<String> told() {
    return notes.told();
  }

  /** All that can be seen of it from outside. */
  List<String> look() throws InterruptedException {
    List<String> look = new ArrayList<>(plane.agent(Clerk.URI).ask(Clerk.class, Clerk::all));
    look.addAll(dump());
    look.addAll(notes.settled());
    look.add("sent " + sent);
    look.add("published " + plane.agent(Publisher.uri(0)).ask(Publisher.class, Publisher::held));
    look.add("alerts " + clock.pending());
    look.add("dead letters " + deadLetters);
    return look;
  }

  @Override
  public void close() {
    plane.close();
  }
}
