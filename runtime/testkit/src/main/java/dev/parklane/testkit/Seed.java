package dev.parklane.testkit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The seed of the simulation of a test, or of each test of a class, in place of one that comes from
 * the name of the test. What stands at the test goes before what stands at the class, and the
 * system property {@code parklane.seed} before both.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
public @interface Seed {
  /**
   * The seed of the simulation.
   *
   * @return any {@code long}
   */
  long value();

  /**
   * The choices that are made in place of those that the seed draws, as a failure that was shrunk
   * says them.
   *
   * @return each the index of what runs, among what can; none for those of the seed
   */
  int[] choices() default {};
}
