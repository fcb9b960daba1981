package dev.parklane.runtime.bus;

/**
 * How many messages a bus has taken since its plane started, also those of cascades that fail later
 * (see {@link PlaneBus#tap}). Immutable.
 *
 * @param published to topics
 * @param sent to endpoints, for no answer
 * @param requested of endpoints
 * @param answered to requests
 */
public record BusCounts(long published, long sent, long requested, long answered) {}
