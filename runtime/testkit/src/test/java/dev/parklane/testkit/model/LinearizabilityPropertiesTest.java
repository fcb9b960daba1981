package dev.parklane.testkit.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import net.jqwik.api.AfterFailureMode;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.statistics.Statistics;
import org.jspecify.annotations.Nullable;

/**
 * The checker says what trying every order of every choice of pending operations says, of small
 * histories with answers that may be right or wrong.
 */
class LinearizabilityPropertiesTest {
  /** One step of a generated history: of whom, which operation, and which answer. */
  record Event(int client, int operation, int answer, boolean isLost) {}

  @Provide
  Arbitrary<List<Event>> events() {
    Arbitrary<Integer> few = Arbitraries.integers().between(0, 2);
    return Combinators.combine(
            few,
            Arbitraries.integers().between(0, 5),
            few,
            Arbitraries.frequency(Tuple.of(6, false), Tuple.of(1, true)))
        .as(Event::new)
        .list()
        .ofMinSize(2)
        .ofMaxSize(12);
  }

  @Property(tries = 3000, seed = "1", afterFailure = AfterFailureMode.RANDOM_SEED)
  void register_isJudgedAsByEveryOrder(@ForAll("events") List<Event> events) {
    RegisterModel<Integer> model = new RegisterModel<>(0);
    List<Operation<Integer, ?>> operations =
        List.of(
            model.read(),
            model.read(),
            model.write(1),
            model.write(2),
            model.compareAndSet(0, 1),
            model.compareAndSet(1, 2));
    compare(model, history(events, operations));
  }

  @Property(tries = 3000, seed = "1", afterFailure = AfterFailureMode.RANDOM_SEED)
  void queue_isJudgedAsByEveryOrder(@ForAll("events") List<Event> events) {
    QueueModel<Integer> model = new QueueModel<>();
    List<Operation<List<Integer>, ?>> operations =
        List.of(
            model.offer(1),
            model.offer(2),
            model.offer(0),
            model.poll(),
            model.poll(),
            model.poll());
    compare(model, history(events, operations));
  }

  @Property(tries = 3000, seed = "1", afterFailure = AfterFailureMode.RANDOM_SEED)
  void map_isJudgedAsByEveryOrder(@ForAll("events") List<Event> events) {
    MapModel<String, Integer> model = new MapModel<>();
    List<Operation<Map<String, Integer>, ?>> operations =
        List.of(
            model.put("a", 1),
            model.put("b", 2),
            model.get("a"),
            model.get("b"),
            model.remove("a"),
            model.put("a", 2));
    compare(model, history(events, operations));
  }

  @Property(tries = 3000, seed = "1", afterFailure = AfterFailureMode.RANDOM_SEED)
  void counter_isJudgedAsByEveryOrder(@ForAll("events") List<Event> events) {
    CounterModel model = new CounterModel(0);
    List<Operation<Integer, ?>> operations =
        List.of(model.add(1), model.get(), model.add(2), model.get(), model.add(0), model.get());
    compare(model, history(events, operations));
  }

  private static <S> void compare(SequentialModel<S> model, History<S> history) {
    boolean expected = hasOrder(history.invocations(), List.of(), model.initial());
    Verdict<S> verdict = Linearizability.check(history, model);
    Statistics.collect(expected);
    Statistics.coverage(coverage -> {
      coverage.check(true).percentage(share -> share > 5);
      coverage.check(false).percentage(share -> share > 5);
    });
    assertThat(verdict instanceof Verdict.Linearizable).as("%s", history).isEqualTo(expected);
    if (verdict instanceof Verdict.NotLinearizable<S> failed) {
      assertThat(hasOrder(failed.prefix().invocations(), List.of(), model.initial()))
          .as("the prefix of %s", history)
          .isFalse();
      assertThat(
              hasOrder(
                  failed.prefix().before(failed.last().ended()).invocations(),
                  List.of(),
                  model.initial()))
          .as("what is shorter of %s", history)
          .isTrue();
    }
  }

  /** Each event ends what its client has begun, or begins something. */
  private static <S> History<S> history(List<Event> events, List<Operation<S, ?>> operations) {
    Recording<S> recording = new Recording<>();
    Map<Integer, Runnable> ends = new LinkedHashMap<>();
    for (Event event : events) {
      Runnable end = ends.remove(event.client());
      if (end != null) {
        end.run();
      } else {
        Operation<S, ?> operation = operations.get(event.operation());
        Runnable ending = begin(recording, operation, event);
        if (!event.isLost()) {
          ends.put(event.client(), ending);
        }
      }
    }
    return recording.history();
  }

  @SuppressWarnings("unchecked")
  private static <S, R> Runnable begin(
      Recording<S> recording, Operation<S, R> operation, Event event) {
    Recording<S>.Begun<@Nullable Object> begun =
        (Recording<S>.Begun<@Nullable Object>)
            (Object) recording.begins("client " + event.client(), operation);
    String text = operation.toString();
    Object answer =
        text.startsWith("compare") || text.startsWith("offer")
            ? (Object) (event.answer() != 1)
            : text.matches("(poll|get|put|remove).*\\w.*\\)|poll\\(\\)") && event.answer() == 0
                ? null
                : (Object) event.answer();
    return () -> begun.answered(answer);
  }

  /**
   * Every order that keeps what has ended before what has begun later, with some of the pending.
   */
  private static <S> boolean hasOrder(
      List<Invocation<S, ?>> all, List<Invocation<S, ?>> order, S state) {
    List<Invocation<S, ?>> left = new ArrayList<>(all);
    left.removeAll(order);
    if (left.stream().allMatch(one -> one.ended() == Integer.MAX_VALUE)) {
      return true;
    }
    for (Invocation<S, ?> one : left) {
      boolean isNext = left.stream().noneMatch(other -> other.ended() < one.begun());
      if (isNext) {
        List<Invocation<S, ?>> longer = new ArrayList<>(order);
        longer.add(one);
        if (isAnswered(one, state) && hasOrder(all, longer, one.operation().on(state).next())) {
          return true;
        }
      }
    }
    return false;
  }

  private static <S, R> boolean isAnswered(Invocation<S, R> one, S state) {
    return !(one.response() instanceof Response.Answered<R>(R value))
        || Objects.equals(one.operation().on(state).answer(), value);
  }
}
