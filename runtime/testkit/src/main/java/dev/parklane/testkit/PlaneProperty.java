package dev.parklane.testkit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import net.jqwik.api.lifecycle.PropagationMode;

/**
 * The jqwik properties of this class, or this property, can have a {@link TestPlane} as a
 * parameter: each try has one of its own, as tests of a {@link PlaneTest} have, and fails for the
 * same (law Q1). Its seed comes from the name of the property, so that only what jqwik generates
 * makes a difference, and shrinks; a {@link PlaneArbitraries#schedules schedule} is among that
 * where the property gives it to the plane, by {@link TestPlane#with(Strategy)}.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@AddLifecycleHook(value = PlaneHook.class, propagateTo = PropagationMode.ALL_DESCENDANTS)
@SuppressWarnings("exports") // who annotates a property with it has jqwik
public @interface PlaneProperty {}
