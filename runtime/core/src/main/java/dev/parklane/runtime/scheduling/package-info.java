/**
 * How an agent's virtual threads take turns: the lock-step scheduler, its carriers, its scope.
 * Knows nothing of agents, lanes or cascades.
 */
@NullMarked
package dev.parklane.runtime.scheduling;

import org.jspecify.annotations.NullMarked;
