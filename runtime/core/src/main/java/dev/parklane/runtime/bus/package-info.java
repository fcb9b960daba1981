/**
 * The face of a plane's bus: topics, endpoints, requests (laws B1 to B7). Knows nothing of agents.
 */
@NullMarked
package dev.parklane.runtime.bus;

import org.jspecify.annotations.NullMarked;
