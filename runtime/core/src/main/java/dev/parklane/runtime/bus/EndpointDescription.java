package dev.parklane.runtime.bus;

import org.jspecify.annotations.Nullable;

/**
 * What an endpoint is, for those who look at a bus. Immutable.
 *
 * @param name that messages are sent to it by
 * @param type of the messages that it takes
 * @param agent the URI of the agent that it belongs to; null where it belongs to none
 */
public record EndpointDescription(String name, Class<?> type, @Nullable String agent) {}
