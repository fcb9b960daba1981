package dev.parklane.runtime.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Law B2, and what finding subscriptions costs. */
class TopicIndexTest {
  private static final Comparator<Subscription> ORDER =
      Comparator.comparingInt(Subscription::priority)
          .reversed()
          .thenComparingLong(Subscription::number);

  private final TopicIndex<Subscription> index = new TopicIndex<>(ORDER);

  /**
   * Who wants messages.
   *
   * @param number the order of subscription
   */
  private record Subscription(int priority, long number) {}

  private record Entry(String pattern, Subscription subscription) {}

  private static final Subscription FIRST = new Subscription(0, 1);
  private static final Subscription SECOND = new Subscription(0, 2);
  private static final Subscription URGENT = new Subscription(9, 3);

  private boolean add(String pattern, Subscription subscription) {
    return index.add(TopicPattern.parse(pattern), subscription);
  }

  private boolean remove(String pattern, Subscription subscription) {
    return index.remove(TopicPattern.parse(pattern), subscription);
  }

  /** B2. */
  @Test
  void matching_isByPriority_thenByOrderOfSubscription() {
    add("a.*", SECOND);
    add("*", URGENT);
    add("a.b", FIRST);
    assertThat(index.matching("a.b")).containsExactly(URGENT, FIRST, SECOND);
    assertThat(index.matching("a.c")).containsExactly(URGENT, SECOND);
    assertThat(index.matching("b")).containsExactly(URGENT);
  }

  /** B2. */
  @Test
  void change_afterATopicWasAskedFor_showsInTheNextAnswer() {
    assertThat(index.matching("a.b")).isEmpty();
    add("a.?", FIRST);
    assertThat(index.matching("a.b")).containsExactly(FIRST);
    add("a.b", SECOND);
    assertThat(index.matching("a.b")).containsExactly(FIRST, SECOND);
    remove("a.?", FIRST);
    assertThat(index.matching("a.b")).containsExactly(SECOND);
    remove("a.b", SECOND);
    assertThat(index.matching("a.b")).isEmpty();
  }

  /** B3. */
  @Test
  void subscription_isAddedOnceToAPattern_andFoundForEachOfItsPatterns() {
    assertThat(add("a.*", FIRST)).isTrue();
    assertThat(add("a.*", FIRST)).isFalse();
    assertThat(add("a", SECOND)).isTrue();
    assertThat(add("a", SECOND)).isFalse();
    assertThat(add("*.b", FIRST)).isTrue();
    assertThat(index.matching("a.b")).containsExactly(FIRST, FIRST);
    assertThat(index.matching("a")).containsExactly(SECOND);
  }

  @Test
  void remove_ofWhatIsNotThere_doesNothing() {
    add("a.*", FIRST);
    add("a.b", FIRST);
    assertThat(remove("a.*", SECOND)).isFalse();
    assertThat(remove("a.", FIRST)).isFalse();
    assertThat(remove("a.?", FIRST)).isFalse();
    assertThat(remove("a.*.c", FIRST)).isFalse();
    assertThat(remove("a.b", SECOND)).isFalse();
    assertThat(remove("b", FIRST)).isFalse();
    assertThat(index.matching("a.b")).containsExactly(FIRST, FIRST);
  }

  @Test
  void answer_cannotBeChanged() {
    add("a", FIRST);
    assertThatThrownBy(() -> index.matching("a").clear())
        .isInstanceOf(UnsupportedOperationException.class);
  }

  /** B1, B2: whatever was added, removed and asked for, in the order of a list of them all. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void tenThousandSteps_findWhatAListOfThemFinds(long seed) {
    Random random = new Random(seed);
    List<Entry> model = new ArrayList<>();
    List<String> topics = IntStream.range(0, 40).mapToObj(i -> text(random, "ab.😀")).toList();
    for (int step = 0; step < 10_000; step++) {
      switch (random.nextInt(5)) {
        case 0, 1 -> {
          Entry entry =
              new Entry(text(random, "ab.😀**??"), new Subscription(random.nextInt(3), step));
          assertThat(add(entry.pattern(), entry.subscription())).isTrue();
          model.add(entry);
        }
        case 2 -> {
          int gone = model.isEmpty() || model.size() < random.nextInt(60) ? 0 : 3;
          for (; gone > 0 && !model.isEmpty(); gone--) {
            Entry entry = model.remove(random.nextInt(model.size()));
            assertThat(remove(entry.pattern(), entry.subscription())).isTrue();
          }
        }
        default -> {
          String topic = topics.get(random.nextInt(topics.size()));
          assertThat(index.matching(topic)).as(topic).isEqualTo(expected(model, topic));
        }
      }
    }
    model.forEach(entry -> remove(entry.pattern(), entry.subscription()));
    assertThat(index.nodes()).isZero();
  }

  private static String text(Random random, String alphabet) {
    int[] characters = alphabet.codePoints().toArray();
    StringBuilder text = new StringBuilder();
    for (int n = 1 + random.nextInt(6); n > 0; n--) {
      text.appendCodePoint(characters[random.nextInt(characters.length)]);
    }
    return text.toString();
  }

  private static List<Subscription> expected(List<Entry> model, String topic) {
    return model.stream()
        .filter(entry -> NaiveMatcher.matches(entry.pattern(), topic))
        .map(Entry::subscription)
        .sorted(ORDER)
        .toList();
  }

  @Test
  void prefixesSuffixesAndMiddles_thatDoNotMatch_areNotVisited() {
    checkCost(i -> "data.k" + i + ".*", "data.x.bars.binance.ETHX");
    checkCost(i -> "*.k" + i, "data.bars.binance.ETHX.k");
    checkCost(i -> "*.k" + i + ".*", "data.bars.kraken.ETHX");
    checkCost(i -> "data.?.k" + i + "?.*", "data.x.bars.binance.ETHX");
  }

  private static void checkCost(IntFunction<String> patterns, String topic) {
    TopicIndex<Subscription> index = new TopicIndex<>(ORDER);
    for (int i = 0; i < 10_000; i++) {
      index.add(TopicPattern.parse(patterns.apply(i)), new Subscription(0, i));
    }
    assertThat(index.matching(topic)).isEmpty();
    assertThat(index.visits()).isLessThanOrEqualTo(2L * topic.length());
    index.matching(topic);
    assertThat(index.visits()).as("again").isLessThanOrEqualTo(2L * topic.length());
  }

  @Test
  void patternsThatAreRemoved_leaveNothingBehind() {
    add("data.*", FIRST);
    int before = index.nodes();
    List<String> patterns = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      patterns.addAll(List.of("data.k" + i + ".*", "*.k" + i, "*.k" + i + ".*", "?.é" + i + "?"));
    }
    patterns.forEach(pattern -> add(pattern, SECOND));
    assertThat(index.nodes()).isGreaterThan(before + patterns.size());
    Collections.shuffle(patterns, new Random(1));
    patterns.forEach(pattern -> remove(pattern, SECOND));
    assertThat(index.nodes()).isEqualTo(before);
    assertThat(index.matching("data.k1.x")).containsExactly(FIRST);
    remove("data.*", FIRST);
    assertThat(index.nodes()).isZero();
    assertThat(index.remembered()).isZero();
  }

  @Test
  void everMoreTopics_areAnswered_withoutRememberingThemAll() {
    add("*", FIRST);
    for (int i = 0; i < 40_000; i++) {
      assertThat(index.matching("t" + i)).containsExactly(FIRST);
      assertThat(index.remembered()).isBetween(2, TopicIndex.MOST_REMEMBERED);
    }
    assertThat(index.matching("t0")).containsExactly(FIRST);
  }

  @Test
  void answerBeyondTheBound_isRememberedAlone() {
    int many = TopicIndex.MOST_REMEMBERED + 1;
    for (int i = 0; i < many; i++) {
      add("big", new Subscription(0, i));
    }
    index.matching("small");
    assertThat(index.matching("big")).hasSize(many);
    assertThat(index.remembered()).isEqualTo(many + 1);
    assertThat(index.matching("big")).isSameAs(index.matching("big"));
    index.matching("small");
    assertThat(index.remembered()).isEqualTo(1);
  }

  /**
   * B2. Each thread looks for what it has just added or removed itself, while others make every
   * answer stale, find it again and have it remembered.
   */
  @Test
  void answers_whileOthersChangeAndAsk_showEveryChangeThatHasReturned() throws Exception {
    int threads = 4;
    List<Throwable> failures = Collections.synchronizedList(new ArrayList<>());
    CountDownLatch ready = new CountDownLatch(threads);
    List<Thread> started =
        IntStream.range(0, threads)
            .mapToObj(thread ->
                Thread.ofPlatform()
                    .start(() -> {
                      try {
                        ready.countDown();
                        ready.await();
                        addFindAndRemove(thread);
                      } catch (Throwable t) {
                        failures.add(t);
                      }
                    }))
            .toList();
    for (Thread thread : started) {
      thread.join();
    }
    assertThat(failures).isEmpty();
    assertThat(index.matching("a.b")).isEmpty();
    assertThat(index.nodes()).isZero();
  }

  private void addFindAndRemove(int thread) {
    List<String> patterns = List.of("a.b", "*", "a.?", "*.b");
    for (int i = 0; i < 20_000; i++) {
      Subscription own = new Subscription(i % 2, thread);
      String pattern = patterns.get(i % patterns.size());
      add(pattern, own);
      check(index.matching("a.b"), own, true);
      remove(pattern, own);
      check(index.matching("a.b"), own, false);
    }
  }

  private static void check(List<Subscription> found, Subscription own, boolean present) {
    if (found.contains(own) != present) { // 160,000 assertions take their time
      assertThat(found).as("with %s: %s", own, present).isNull();
    }
    for (int i = 1; i < found.size(); i++) {
      if (ORDER.compare(found.get(i - 1), found.get(i)) >= 0) {
        assertThat(found).isSortedAccordingTo(ORDER);
      }
    }
  }
}
