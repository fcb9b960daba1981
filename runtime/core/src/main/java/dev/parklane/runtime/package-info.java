/**
 * Agents, planes and cascades: where handlers run.
 *
 * <p>A stranger's way in:
 *
 * <ul>
 *   <li>{@link Plane} hosts agents, {@link Agent} is what users write, {@link AgentRef} is how
 *       others reach one, {@link Client} is a program's own place among them.
 *   <li>{@link AgentOptions} says what can be set: {@link Guards}, {@link FailurePolicy}, the bound
 *       of a mailbox, idleness, the {@linkplain dev.parklane.runtime.store store}.
 *   <li>{@link Lane} and {@link Link} are what kinds of lanes and links are built on; {@link
 *       LaneEvent} is all that passes between them.
 *   <li>{@code Mailbox} queues {@code RootEvent}s, {@code AgentLife} takes them and runs each one's
 *       {@code Cascade}, in which each {@code HandlerRun} is a handler; {@code UndoLog} takes back
 *       what a failed one has done.
 *   <li>{@code Outlet} is where a lane's changes leave, {@code Uplink} what one observer has not
 *       seen of them yet, {@code LinkRequest} and {@code LinkEvent} what the two ends say to each
 *       other.
 *   <li>{@code AgentResources} is what an agent has under way: {@link Link}s, {@link Scheduled},
 *       {@link Suspension}. What it has that does nothing by itself is there too: its {@linkplain
 *       dev.parklane.runtime.event.Guest guests}.
 * </ul>
 *
 * <p>Behind an agent, for every stretch of its work, stands one {@code
 * scheduling.LockStepScheduler}; its head explains how a write parks its writer.
 */
@NullMarked
package dev.parklane.runtime;

import org.jspecify.annotations.NullMarked;
