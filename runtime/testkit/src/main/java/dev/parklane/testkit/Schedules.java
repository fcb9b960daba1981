package dev.parklane.testkit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * In place of {@code @Test}: the test is played with so many seeds, the first from its name and
 * each of the others one more, until one of them fails. Seeds that have failed are kept in a file
 * beside the reports, in {@code target/parklane/seeds} as a rule, and played first the next time,
 * until they pass. Where a seed is given, by {@link Seed} or {@code parklane.seed}, it is played
 * once, with that.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@TestTemplate
@ExtendWith(PlaneExtension.class)
@SuppressWarnings("exports") // who annotates a test with it has JUnit
public @interface Schedules {
  /**
   * With how many seeds the test is played.
   *
   * @return 1 or more
   */
  int value();

  /**
   * Whether the test is played with all of them, also where one of them has failed.
   *
   * @return false: it ends with the first that fails
   */
  boolean goesOn() default false;
}
