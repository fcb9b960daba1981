/**
 * Generated planes: agents with lanes of every kind, joins, timers, subscriptions, suspended work
 * and failures, that set each other off. What each agent did is replayed by the recursive model of
 * an agent, and what has passed between them is audited.
 *
 * <p>How agents interleave nobody can foretell. So each keeps a {@link
 * dev.parklane.stress.planes.Book} of what came to it, and the model says what it must have done
 * then: every handler, what each saw, what left. A new kind of statement is a record of {@link
 * dev.parklane.stress.planes.Act}, a method of {@link dev.parklane.stress.planes.Stage}, and a line
 * of {@link dev.parklane.stress.planes.Planes}.
 */
@NullMarked
package dev.parklane.stress.planes;

import org.jspecify.annotations.NullMarked;
