package dev.parklane.runtime.bus;

import org.jspecify.annotations.Nullable;

/**
 * What a subscription is, for those who look at a bus. Immutable.
 *
 * @param pattern of its topics
 * @param type of the messages that it gets
 * @param priority higher ones are called first (law B2)
 * @param agent the URI of the agent that it belongs to; null where it belongs to none
 */
public record SubscriptionDescription(
    String pattern, Class<?> type, int priority, @Nullable String agent) {}
