package dev.parklane.testkit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The tests of this class, or this test, can have a {@link TestPlane} as a parameter: a plane in a
 * {@link Simulation} of its own. See {@link PlaneExtension} for what makes such a test fail.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@ExtendWith(PlaneExtension.class)
@SuppressWarnings("exports") // who annotates a test with it has JUnit
public @interface PlaneTest {}
