package dev.parklane.stress.jcstress;

import java.util.TreeSet;
import org.openjdk.jcstress.JCStress;
import org.openjdk.jcstress.Options;
import org.openjdk.jcstress.infra.collectors.DiskReadCollector;
import org.openjdk.jcstress.infra.collectors.InProcessCollector;
import org.openjdk.jcstress.infra.collectors.TestResult;
import org.openjdk.jcstress.infra.grading.ReportUtils;

/** Runs the tests, prints what came how often, and fails where that is forbidden. */
public final class Stress {
  private Stress() {}

  /** Takes the arguments of jcstress. */
  public static void main(String[] args) throws Exception {
    Options options = new Options(args);
    if (!options.parse()) {
      System.exit(1);
    }
    JCStress jcstress = new JCStress(options);
    if (jcstress.getTests().isEmpty()) {
      throw new IllegalArgumentException(
          "no test is called like '" + options.getTestFilter() + "'");
    }
    jcstress.run(); // throws where a test has failed, or could not be run
    InProcessCollector results = new InProcessCollector();
    DiskReadCollector read = new DiskReadCollector(options.getResultFile(), results);
    read.dump();
    read.close();
    for (TestResult result : ReportUtils.mergedByName(results.getTestResults())) {
      print(result);
    }
  }

  private static void print(TestResult result) {
    IO.println(result.getName());
    for (String state : new TreeSet<>(result.getStateKeys())) {
      IO.println("  %,15d  %s".formatted(result.getCount(state), state));
    }
  }
}
