/**
 * What is kept of agents beyond their lives: stores, the changes that a cascade hands them, and the
 * codecs that turn values into bytes.
 *
 * <p>Everything in here speaks of bytes and of names. {@link StateStore} is what a keeper of state
 * implements, {@link InMemoryStore} the one that comes with the runtime, {@link Codecs} what users
 * give their lanes.
 *
 * <p><b>Arrays are handed over.</b> Neither side changes an array that it has passed to the other
 * or got from it; a store may keep the very array of a change and give it out again. So nobody
 * copies.
 */
@NullMarked
package dev.parklane.runtime.store;

import org.jspecify.annotations.NullMarked;
