package dev.parklane.stress.bench;

import dev.parklane.runtime.topic.TopicIndex;
import dev.parklane.runtime.topic.TopicPattern;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What it costs to find who subscribes to a topic (law B2): one pattern, an answer that is
 * remembered, and one that is not, where many others subscribe to what does not match.
 *
 * <p>The peer is the same pattern as a regular expression of the JDK.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class TopicBenchmark {
  private static final int TOPICS = 1 << 17; // so many that none is remembered the next time round

  /** A pattern, a topic that it matches and one that it does not, of 28 characters each. */
  @State(Scope.Thread)
  public static class OnePattern {
    private final TopicPattern pattern = TopicPattern.parse("data.bars.*.ETH?");
    private final Pattern regex = Pattern.compile("data\\.bars\\..*\\.ETH.", Pattern.DOTALL);
    private String match = "data.bars.binance.1-min.ETHX";
    private String middle = "data.bars.binance.1-min.XETH";
    private String start = "data.trades.binance.all.ETHX";
  }

  /** A pattern that matches. */
  @Benchmark
  public boolean patternThatMatches(OnePattern one) {
    return one.pattern.matches(one.match);
  }

  /** One that does not match the end. */
  @Benchmark
  public boolean patternThatMissesTheEnd(OnePattern one) {
    return one.pattern.matches(one.middle);
  }

  /** One that does not match the start. */
  @Benchmark
  public boolean patternThatMissesTheStart(OnePattern one) {
    return one.pattern.matches(one.start);
  }

  /** Peer: a regular expression that matches. */
  @Benchmark
  public boolean peerRegexThatMatches(OnePattern one) {
    return one.regex.matcher(one.match).matches();
  }

  /** Peer: one that does not match the end. */
  @Benchmark
  public boolean peerRegexThatMissesTheEnd(OnePattern one) {
    return one.regex.matcher(one.middle).matches();
  }

  /** Two subscriptions that match, and many that do not, of four kinds. */
  @State(Scope.Benchmark)
  public static class OneIndex {
    /** How many others there are. */
    @Param({"10", "10000"})
    public int others;

    private final TopicIndex<Integer> index = new TopicIndex<>(Comparator.naturalOrder());
    private String again = "data.bars.binance.1-min.ETHX";
    private List<String> topics = List.of();
    private int next;

    /** Subscribes them. */
    @Setup
    public void subscribe() {
      index.add(TopicPattern.parse("data.bars.*"), -2);
      index.add(TopicPattern.parse("*.ETH?"), -1);
      for (int i = 0; i < others; i++) {
        String pattern =
            switch (i % 4) {
              case 0 -> "data.bars.k" + i;
              case 1 -> "data.bars.k" + i + ".*";
              case 2 -> "*.k" + i;
              default -> "*.k" + i + ".*";
            };
        index.add(TopicPattern.parse(pattern), i);
      }
      topics =
          IntStream.range(0, TOPICS).mapToObj(i -> "data.bars.%013d.ETHX".formatted(i)).toList();
    }

    private String next() {
      next = next + 1 & TOPICS - 1;
      return topics.get(next);
    }
  }

  /** Asks for a topic that was asked for before. */
  @Benchmark
  public List<Integer> answerRemembered(OneIndex one) {
    return one.index.matching(one.again);
  }

  /** Asks for another topic each time; to remember it is included. */
  @Benchmark
  public List<Integer> answerSearched(OneIndex one) {
    return one.index.matching(one.next());
  }
}
