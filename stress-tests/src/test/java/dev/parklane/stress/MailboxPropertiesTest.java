package dev.parklane.stress;

import static net.jqwik.api.Arbitraries.integers;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parklane.runtime.AgentRef;
import dev.parklane.runtime.DeadLetter;
import dev.parklane.runtime.Plane;
import dev.parklane.runtime.PlaneBuilder;
import dev.parklane.stress.Site.Job;
import dev.parklane.stress.Site.Waiting;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AddLifecycleHook;

/** Many threads send to many agents, whose handlers wait for all sorts of things. */
@AddLifecycleHook(Watchdog.class)
class MailboxPropertiesTest {
  private static final int AGENTS = 8;

  /** How a job is sent: to one of two lanes, or as a question whose sender waits for the answer. */
  enum Way {
    LEFT,
    RIGHT,
    ASK
  }

  /** What a sender does next: a job, or the wish that an agent stops. */
  sealed interface Deed {
    /** A job for an agent. */
    record Send(int agent, Way way, Waiting waiting, boolean inTrigger, boolean stops)
        implements Deed {}

    /** A stop from outside. */
    record Stop(int agent) implements Deed {}
  }

  @Property(tries = 600, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  @Label("E1 E2 E6 L1 L3: nothing is lost, doubled, reordered, or handled two at a time")
  void commands_ofManyThreads_arriveOnceInOrderOneAtATime(
      @ForAll("senders") List<List<Deed>> senders,
      @ForAll @IntRange(min = 1, max = AGENTS) int agents,
      @ForAll @IntRange(min = 1, max = 3) int carriers,
      @ForAll boolean lockStep)
      throws Exception {
    List<Site> sites = IntStream.range(0, agents).mapToObj(i -> new Site(uri(i))).toList();
    Queue<DeadLetter> deadLetters = new ConcurrentLinkedQueue<>();
    PlaneBuilder builder =
        Plane.builder().lockStep(lockStep).carriers(carriers).onDeadLetter(deadLetters::add);
    sites.forEach(site -> builder.route(uri(sites.indexOf(site)), () -> new Worker(site)));
    try (Plane plane = builder.start()) {
      CountDownLatch go = new CountDownLatch(1);
      List<Thread> threads =
          IntStream.range(0, senders.size())
              .mapToObj(
                  i -> Thread.ofPlatform().start(() -> send(plane, agents, i, senders.get(i), go)))
              .toList();
      go.countDown();
      for (Thread thread : threads) {
        thread.join();
      }
    }
    assertThat(deadLetters).isEmpty();
    for (int agent = 0; agent < agents; agent++) {
      Site site = sites.get(agent);
      assertThat(site.violations()).isEmpty();
      assertThat(site.alive()).as("instances that were not stopped").isZero();
      for (int sender = 0; sender < senders.size(); sender++) {
        assertThat(site.jobsOf(sender)).isEqualTo(jobs(sender, senders.get(sender), agent, agents));
      }
    }
  }

  private static String uri(int agent) {
    return "/worker/" + agent;
  }

  private static void send(
      Plane plane, int agents, int sender, List<Deed> deeds, CountDownLatch go) {
    try {
      go.await();
      for (int i = 0; i < deeds.size(); i++) {
        switch (deeds.get(i)) {
          case Deed.Send s ->
              send(plane.agent(uri(s.agent() % agents)), s.way(), job(sender, i, s));
          case Deed.Stop s -> plane.agent(uri(s.agent() % agents)).stop();
        }
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted as sender " + sender, e);
    }
  }

  private static void send(AgentRef agent, Way way, Job job) throws InterruptedException {
    switch (way) {
      case LEFT -> agent.command("left", job);
      case RIGHT -> agent.command("right", job);
      case ASK -> agent.ask(Worker.class, worker -> worker.answer(job));
    }
  }

  private static List<Job> jobs(int sender, List<Deed> deeds, int agent, int agents) {
    return IntStream.range(0, deeds.size())
        .filter(i -> deeds.get(i) instanceof Deed.Send c && c.agent() % agents == agent)
        .mapToObj(i -> job(sender, i, (Deed.Send) deeds.get(i)))
        .toList();
  }

  private static Job job(int sender, int number, Deed.Send c) {
    return new Job(sender, number, c.waiting(), c.inTrigger(), c.stops());
  }

  @Provide
  Arbitrary<List<List<Deed>>> senders() {
    return Arbitraries.of(1, 30)
        .flatMap(unlikely -> senders(unlikely).list().ofMinSize(2).ofMaxSize(4));
  }

  /** A sender that makes an agent stop with one job in so many; patient if it only asks. */
  private static Arbitrary<List<Deed>> senders(int unlikely) {
    Arbitrary<Integer> agents = integers().between(0, AGENTS - 1);
    Arbitrary<Boolean> either = Arbitraries.of(true, false);
    Arbitrary<Boolean> stops = Arbitraries.frequency(Tuple.of(1, true), Tuple.of(unlikely, false));
    Arbitrary<Waiting> waiting =
        Arbitraries.frequencyOf(
            Tuple.of(1, Arbitraries.just(Waiting.NOTHING)),
            Tuple.of(1, Arbitraries.of(Waiting.class)));
    Arbitrary<Deed> stop = agents.map(Deed.Stop::new);
    return Arbitraries.of(Arbitraries.of(Way.class), Arbitraries.just(Way.ASK))
        .flatMap(way -> {
          Arbitrary<Deed> send =
              Combinators.combine(agents, way, waiting, either, stops).as(Deed.Send::new);
          return Arbitraries.frequencyOf(Tuple.of(30, send), Tuple.of(1, stop))
              .list()
              .ofMinSize(20)
              .ofMaxSize(200);
        });
  }
}
