package dev.parklane.testkit.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Histories by hand, and what is said of them. */
@Timeout(60)
class LinearizabilityTest {
  private final RegisterModel<Integer> register = new RegisterModel<>(0);
  private final Recording<Integer> seen = new Recording<>();

  private <R extends @Nullable Object> void alone(
      String client, Operation<Integer, R> operation, R answer) {
    seen.begins(client, operation).answered(answer);
  }

  private Verdict<Integer> verdict() {
    return Linearizability.check(seen.history(), register);
  }

  @Test
  void read_thatOverlapsAWrite_mayHaveSeenItOrNot() {
    Recording<Integer>.Begun<Integer> write = seen.begins("ann", register.write(1));
    alone("bob", register.read(), 0);
    alone("bob", register.read(), 1);
    write.answered(1);
    assertThat(verdict()).isInstanceOf(Verdict.Linearizable.class);
    assertThat(verdict().toString())
        .contains("[[read() -> 0 of bob, write(1) -> 1 of ann, read() -> 1 of bob]]");
  }

  @Test
  void read_thatGoesBackBehindAnother_isTold() {
    Recording<Integer>.Begun<Integer> write = seen.begins("ann", register.write(1));
    alone("bob", register.read(), 1);
    alone("cy", register.read(), 0);
    write.answered(1);
    assertThat(verdict())
        .hasToString(
            """
            not linearizable: no order has 'read() -> 0 of cy'
              ann  write(1) -> ?  |-----?
              bob  read() -> 1     ||
            > cy   read() -> 0       ||
            the longest order: write(1) -> ? of ann, read() -> 1 of bob; then read() of cy would be answered 1\
            """);
  }

  /** What comes behind the end that has no place is no matter. */
  @Test
  void prefix_isTheShortest() {
    alone("ann", register.write(1), 1);
    alone("bob", register.read(), 0);
    alone("bob", register.read(), 7);
    Verdict.NotLinearizable<Integer> failed = (Verdict.NotLinearizable<Integer>) verdict();
    assertThat(failed.prefix().invocations()).hasSize(2);
    assertThat(failed.last()).hasToString("read() -> 0 of bob");
    assertThat(failed.order()).hasToString("[write(1) -> 1 of ann]");
    assertThat(failed.state()).isEqualTo(1);
  }

  @Test
  void pending_mayHaveTakenEffectLater_orNever() {
    seen.begins("ann", register.write(1));
    alone("bob", register.read(), 0);
    assertThat(verdict()).isInstanceOf(Verdict.Linearizable.class);
    alone("bob", register.read(), 1);
    assertThat(verdict()).isInstanceOf(Verdict.Linearizable.class);
    alone("bob", register.read(), 0);
    assertThat(verdict()).isInstanceOf(Verdict.NotLinearizable.class);
  }

  @Test
  void done_hasTakenEffectByItsEnd_whateverWasAnswered() {
    seen.begins("ann", register.compareAndSet(0, 1)).done();
    alone("bob", register.read(), 1);
    assertThat(verdict()).isInstanceOf(Verdict.Linearizable.class);
    alone("bob", register.read(), 0);
    assertThat(verdict()).isInstanceOf(Verdict.NotLinearizable.class);
  }

  @Test
  void end_toldTwice_isRefused() {
    Recording<Integer>.Begun<Integer> write = seen.begins("ann", register.write(1));
    write.answered(1);
    assertThatThrownBy(write::done)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("[PL-Q2] 'write(1)' of ann has ended -> 1 before: tell its end once");
  }

  @Test
  void keys_areLookedAtApart_andTheFirstToFailIsTold() {
    MapModel<String, Integer> map = new MapModel<>();
    Recording<Map<String, Integer>> told = new Recording<>();
    told.begins("ann", map.put("a", 1)).answered(null);
    told.begins("bob", map.put("b", 1)).answered(null);
    told.begins("ann", map.remove("a")).answered(1);
    assertThat(((Verdict.Linearizable<?>) Linearizability.check(told.history(), map)).orders())
        .hasToString(
            "[[put(a, 1) -> null of ann, remove(a) -> 1 of ann], [put(b, 1) -> null of bob]]");
    told.begins("bob", map.get("b")).answered(2);
    told.begins("ann", map.get("a")).answered(2);
    assertThat(Linearizability.check(told.history(), map).toString())
        .startsWith("not linearizable: no order has 'get(b) -> 2 of bob'")
        .endsWith("then get(b) of bob would be answered 1")
        .doesNotContain("ann");
  }

  /**
   * Without remembering what was seen there would be 2^20 orders of each twenty to look through.
   */
  @Test
  void manyThatOverlap_areLookedThrough() {
    CounterModel counter = new CounterModel(0);
    Recording<Integer> many = new Recording<>();
    for (int round = 0; round < 200; round++) {
      @SuppressWarnings({"unchecked", "rawtypes"})
      Recording<Integer>.Begun<Integer>[] begun = new Recording.Begun[12];
      for (int i = 0; i < begun.length; i++) {
        begun[i] = many.begins("client " + i, counter.add(1));
      }
      for (int i = begun.length - 1; i >= 0; i--) {
        begun[i].answered(round * begun.length + begun.length - i);
      }
    }
    Linearizability.require(many.history(), counter);
    many.begins("late", counter.get()).answered(2_399);
    assertThatThrownBy(() -> Linearizability.require(many.history(), counter))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("2,395 operations before these")
        .hasMessageContaining("> late      get() -> 2399")
        .hasMessageEndingWith("then get() of late would be answered 2400");
  }

  /** What has been under way for long overlaps them all. */
  @Test
  void table_ofALongHistory_isShort() {
    seen.begins("zed", register.write(9));
    Recording<Integer>.Begun<Integer> slow = seen.begins("cy", register.read());
    for (int i = 1; i <= 1_000; i++) {
      alone("ann", register.write(i), i);
    }
    slow.answered(2_000);
    assertThat(verdict().toString())
        .hasLineCount(1 + 1 + 30 + 1)
        .contains("\n  972 operations before these\n")
        .contains("> cy   read() -> 2000")
        .endsWith("write(1000) -> 1000 of ann; then read() of cy would be answered 1000");
    assertThat(verdict().toString().lines()).allMatch(line -> line.length() < 1_500);
  }

  @Test
  void tooManyThatOverlap_areRefused() {
    QueueModel<Integer> queue = new QueueModel<>();
    Recording<List<Integer>> many = new Recording<>();
    for (int i = 0; i < 12; i++) {
      many.begins("client " + i, queue.offer(i));
    }
    many.begins("late", queue.poll()).answered(99);
    assertThatThrownBy(() -> Linearizability.check(many.history(), queue))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "[PL-Q2.2] 13 operations have more than 1,000,000 beginnings of orders: let fewer overlap, or give them keys");
  }
}
