/**
 * The kinds of lanes that agents are built of: {@link dev.parklane.lanes.ValueLane}, {@link
 * dev.parklane.lanes.MapLane}, {@link dev.parklane.lanes.CommandLane}.
 *
 * <p>A lane is a field of its agent, made with {@code this} and a name. Only the agent's own
 * handlers may touch it, in their turn (law E8); a write returns when everything that it set off
 * has happened (law E3).
 */
@NullMarked
package dev.parklane.lanes;

import org.jspecify.annotations.NullMarked;
