package dev.parklane.testkit;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.List;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;

/** A test class, played apart from the run that this is in. */
public record Played(EngineExecutionResults results) {
  public static Played on(String engine, Class<?> tests, String... configuration) {
    EngineTestKit.Builder builder = EngineTestKit.engine(engine).selectors(selectClass(tests));
    for (int i = 0; i < configuration.length; i += 2) {
      builder.configurationParameter(configuration[i], configuration[i + 1]);
    }
    return new Played(builder.execute());
  }

  /** Properties, which keep what has failed apart from those of the run that this is in. */
  public static Played properties(Class<?> tests) {
    return on("jqwik", tests, "jqwik.database", "target/jqwik-database-of-played");
  }

  public long succeeded() {
    return results.testEvents().succeeded().count();
  }

  public List<String> names() {
    return results
        .testEvents()
        .started()
        .map(event -> event.getTestDescriptor().getDisplayName())
        .toList();
  }

  /** What the tests have failed with. */
  public List<Throwable> failures() {
    return results
        .allEvents()
        .failed()
        .filter(event -> event.getTestDescriptor().getParent().isPresent()) // an engine is no test
        .map(event -> event.getRequiredPayload(TestExecutionResult.class))
        .map(result -> result.getThrowable().orElseThrow())
        .toList();
  }
}
