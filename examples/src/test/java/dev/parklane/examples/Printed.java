package dev.parklane.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintStream;
import java.util.HashMap;
import java.util.Map;

/**
 * What an example prints. Each runs once in the JVM of the tests, as the longest takes ten seconds
 * and more than one test looks at what came of it.
 */
public record Printed(Captured out, Captured err) {
  private static final Map<String, Printed> EARLIER = new HashMap<>(); // thread of the tests only

  /** By an example that ends well. */
  public static Printed by(String example) throws InterruptedException {
    Printed known = EARLIER.get(example);
    if (known != null) {
      return known;
    }
    PrintStream standardOut = System.out;
    PrintStream standardErr = System.err;
    Printed printed = new Printed(new Captured(), new Captured());
    System.setOut(printed.out);
    System.setErr(printed.err);
    try {
      assertThat(Main.run(example)).as(example).isZero();
    } finally {
      System.setOut(standardOut);
      System.setErr(standardErr);
    }
    EARLIER.put(example, printed);
    return printed;
  }
}
