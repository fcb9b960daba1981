package dev.parklane.testkit;

import dev.parklane.testkit.report.FailureIdentity;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** The runs of a test that is played with several seeds, see {@link Schedules}. One at a time. */
final class ScheduledRuns {
  private final ExtensionContext.Namespace kept;
  private final FailingSeeds seeds;
  private final Map<FailureIdentity, Long> failures = new HashMap<>(); // of each the first seed
  private boolean failed;

  private ScheduledRuns(ExtensionContext.Namespace kept, String test) {
    this.kept = kept;
    this.seeds = new FailingSeeds(test);
  }

  /** All that are to be played, each when the one before it has ended. */
  static Stream<TestTemplateInvocationContext> of(
      ExtensionContext context, ExtensionContext.Namespace kept) {
    Schedules schedules =
        AnnotationSupport.findAnnotation(context.getTestMethod(), Schedules.class).orElseThrow();
    String test = TestSeeds.nameOf(context);
    int count = schedules.value();
    if (count < 1) {
      throw new IllegalArgumentException(
          "[PL-Q3.2] @Schedules(%d) of %s: give 1 or more".formatted(count, test));
    }
    ScheduledRuns runs = new ScheduledRuns(kept, test);
    OptionalLong given = TestSeeds.given(context);
    if (given.isPresent()) {
      return Stream.of(runs.new Scheduled(given.getAsLong()));
    }
    long first = test.hashCode();
    return LongStream.concat(
            runs.seeds.all().stream().mapToLong(Long::longValue),
            LongStream.range(first, first + count))
        .distinct()
        .limit(count)
        .takeWhile(seed -> schedules.goesOn() || !runs.failed)
        .mapToObj(seed -> runs.new Scheduled(seed));
  }

  /** In which run before it failed alike, in words; empty where this is the first. */
  String failsAs(SimulationFailure failure) {
    Long before = failures.putIfAbsent(failure.identity(), failure.seed());
    return before == null ? "" : "it fails as with seed %d, which tells more\n".formatted(before);
  }

  private void hasPlayed(long seed, boolean hasFailed) {
    seeds.hasPlayed(seed, hasFailed);
    failed |= hasFailed;
  }

  /** One of them. */
  private final class Scheduled implements TestTemplateInvocationContext {
    private final long seed;

    Scheduled(long seed) {
      this.seed = seed;
    }

    @Override
    public String getDisplayName(int invocation) {
      return "seed " + seed;
    }

    @Override
    public List<Extension> getAdditionalExtensions() {
      BeforeEachCallback tell =
          context -> {
            ExtensionContext.Store store = context.getStore(kept);
            store.put(Seed.class, seed);
            store.put(ScheduledRuns.class, ScheduledRuns.this);
          };
      AfterEachCallback keep =
          context -> hasPlayed(seed, context.getExecutionException().isPresent());
      return List.of(tell, keep);
    }
  }
}
