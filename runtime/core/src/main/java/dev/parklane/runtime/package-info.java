/**
 * Agents, planes and cascades: where handlers run.
 *
 * <p>A stranger's way in: {@link Plane} hosts agents, {@link Agent} is what users write, {@link
 * Lane} is what a kind of lane is built on. Behind them, for every stretch of work of an agent,
 * stands one {@code scheduling.LockStepScheduler}; its head explains how a write parks its writer.
 */
@NullMarked
package dev.parklane.runtime;

import org.jspecify.annotations.NullMarked;
