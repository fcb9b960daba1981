/**
 * Handlers as values, for programs that compose handlers: {@link
 * dev.parklane.lanes.action.HandlerAction}, {@link dev.parklane.lanes.action.ComposedHandler}, and
 * the {@link dev.parklane.lanes.action.HandlerContext} that makes them.
 *
 * <p>A composed handler and the plain method that it stands for give the same trace: they run on
 * the same engine and obey the same laws. Where you write the handler yourself, write the method.
 */
@NullMarked
package dev.parklane.lanes.action;

import org.jspecify.annotations.NullMarked;
