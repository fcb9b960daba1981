/**
 * A kind of lane that is none of Parklane's own, as a third party builds one: {@link
 * org.example.counter.CounterLane}, and an agent that uses it.
 */
@NullMarked
package org.example.counter;

import org.jspecify.annotations.NullMarked;
