package dev.parklane.stress;

import static net.jqwik.api.Arbitraries.integers;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parklane.runtime.AgentRef;
import dev.parklane.runtime.FailurePolicy;
import dev.parklane.runtime.Plane;
import dev.parklane.runtime.PlaneBuilder;
import dev.parklane.runtime.trace.Trace;
import dev.parklane.stress.Courier.Book;
import dev.parklane.stress.Courier.Parcel;
import dev.parklane.testkit.Leniency;
import dev.parklane.testkit.Simulation;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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
import net.jqwik.api.lifecycle.AddLifecycleHook;

/**
 * Agents that send to each other and often fail: a cascade leaves its agent whole, or not at all.
 */
@AddLifecycleHook(Watchdog.class)
class OutboxPropertiesTest {
  private static final int COURIERS = 3;

  @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  @Label("O1 F2 E1: messages arrive whole cascade by whole cascade, in order, per sender")
  void messages_ofAgentsThatFail_arriveWholeAndInOrder(
      @ForAll("senders") List<List<Errand>> senders,
      @ForAll boolean lockStep,
      @ForAll boolean resumes)
      throws Exception {
    List<Book> books =
        Stream.generate(() -> new Book(new ArrayList<>(), new AtomicInteger()))
            .limit(COURIERS)
            .toList();
    AtomicInteger halves = new AtomicInteger();
    try (Plane plane = newPlane(books, resumes).lockStep(lockStep).start()) {
      List<Thread> threads =
          IntStream.range(0, senders.size())
              .mapToObj(i -> Thread.ofPlatform().start(() -> send(plane, i, senders.get(i))))
              .toList();
      for (int i = 0; i < 3 * COURIERS; i++) {
        AgentRef courier = plane.agent(Courier.uri(i % COURIERS));
        if (!courier.ask(Courier.class, Courier::isWhole)) {
          halves.incrementAndGet();
        }
      }
      for (Thread thread : threads) {
        thread.join();
      }
    }
    check(books, senders, halves, resumes);
  }

  @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE)
  @Label("O1 F2 E1 E10: so they do in every schedule of a simulation")
  void messages_inASimulation_arriveWholeAndInOrder(
      @ForAll("senders") List<List<Errand>> senders, @ForAll boolean resumes, @ForAll long seed)
      throws Exception {
    if (Simulations.areRefused(seed)) {
      return;
    }
    Trace trace = simulate(senders, resumes, seed);
    assertThat(simulate(senders, resumes, seed).toString()).isEqualTo(trace.toString());
  }

  private static Trace simulate(List<List<Errand>> senders, boolean resumes, long seed) {
    List<Book> books =
        Stream.generate(() -> new Book(new ArrayList<>(), new AtomicInteger()))
            .limit(COURIERS)
            .toList();
    AtomicInteger halves = new AtomicInteger();
    return Simulation.run(
        seed,
        simulation -> {
          simulation.allow(Leniency.FAILED_CASCADES); // which are part of the model
          try (Plane plane = simulation.start(newPlane(books, resumes))) {
            for (int i = 0; i < senders.size(); i++) {
              int sender = i;
              simulation.program("sender " + i, () -> send(plane, sender, senders.get(sender)));
            }
            for (int i = 0; i < 3 * COURIERS; i++) {
              AgentRef courier = plane.agent(Courier.uri(i % COURIERS));
              if (!courier.ask(Courier.class, Courier::isWhole)) {
                halves.incrementAndGet();
              }
            }
            simulation.awaitPrograms();
          }
          check(books, senders, halves, resumes);
        });
  }

  private static void check(
      List<Book> books, List<List<Errand>> senders, AtomicInteger halves, boolean resumes) {
    assertThat(halves).as("cascades seen half done").hasValue(0);
    for (int to = 0; to < COURIERS; to++) {
      List<Parcel> arrived = books.get(to).parcels();
      for (int from = 0; from < COURIERS; from++) {
        assertThat(from(Courier.uri(from), arrived)).isEqualTo(sent(from, books.get(from), to));
      }
      for (int i = 0; i < senders.size(); i++) {
        assertThat(from("outside " + i, arrived)).isEqualTo(sentByOutside(i, senders.get(i), to));
      }
      assertThat(books.get(to).endedAtStop()).hasValue(ended(arrived, resumes));
    }
  }

  private static PlaneBuilder newPlane(List<Book> books, boolean resumes) {
    PlaneBuilder builder =
        Plane.builder()
            .options(options ->
                options.withFailurePolicy(resumes ? FailurePolicy.resume() : FailurePolicy.stop()));
    for (int i = 0; i < COURIERS; i++) {
      Book book = books.get(i);
      builder.route(Courier.uri(i), () -> new Courier(COURIERS, book));
    }
    return builder;
  }

  private static void send(Plane plane, int sender, List<Errand> errands) {
    for (int i = 0; i < errands.size(); i++) {
      plane
          .agent(Courier.uri(i % COURIERS))
          .command("take", new Parcel("outside " + sender, i, 0, errands.get(i)));
      Thread.yield(); // others may send in between
    }
  }

  private static List<Parcel> from(String sender, List<Parcel> arrived) {
    return arrived.stream().filter(parcel -> parcel.from().equals(sender)).toList();
  }

  /**
   * What a courier sends to another: of each errand that does not fail everything, else nothing.
   */
  private static List<Parcel> sent(int from, Book book, int to) {
    List<Parcel> sent = new ArrayList<>();
    for (int i = 0; i < book.parcels().size(); i++) {
      Errand errand = book.parcels().get(i).task();
      List<Errand.Step.Send> sends = errand.fails() ? List.of() : errand.sends();
      for (int part = 0; part < sends.size(); part++) {
        if (sends.get(part).to() % COURIERS == to) {
          sent.add(new Parcel(Courier.uri(from), i, part, sends.get(part).errand()));
        }
      }
    }
    return sent;
  }

  private static List<Parcel> sentByOutside(int sender, List<Errand> errands, int to) {
    return IntStream.range(0, errands.size())
        .filter(i -> i % COURIERS == to)
        .mapToObj(i -> new Parcel("outside " + sender, i, 0, errands.get(i)))
        .toList();
  }

  /**
   * How many errands the last instance has ended: all that did not fail, or those since a failure.
   */
  private static int ended(List<Parcel> arrived, boolean resumes) {
    int ended = 0;
    for (Parcel parcel : arrived) {
      ended = !parcel.task().fails() ? ended + 1 : resumes ? ended : 0;
    }
    return ended;
  }

  @Provide
  Arbitrary<List<List<Errand>>> senders() {
    return errands(3).list().ofMinSize(1).ofMaxSize(8).list().ofMinSize(1).ofMaxSize(3);
  }

  private static Arbitrary<Errand> errands(int depth) {
    if (depth == 0) {
      return Arbitraries.just(new Errand(List.of()));
    }
    Arbitrary<Errand> inner = errands(depth - 1);
    Arbitrary<Errand.Step> send =
        Combinators.combine(integers().between(0, COURIERS - 1), inner).as(Errand.Step.Send::new);
    return Arbitraries.<Errand.Step>frequencyOf(
            Tuple.of(8, send),
            Tuple.of(3, inner.map(Errand.Step.Trigger::new)),
            Tuple.of(1, inner.map(Errand.Step.Attempt::new)),
            Tuple.of(2, Arbitraries.create(Errand.Step.Dawdle::new)),
            Tuple.of(1, Arbitraries.create(Errand.Step.Fail::new)))
        .list()
        .ofMaxSize(4)
        .map(Errand::new);
  }
}
