package dev.parklane.examples.flights;

import java.util.Map;

/**
 * What is known of all airports at some moment.
 *
 * @param airports the status of each, by its code
 * @param counts how many airports have a status; one that none has is not there
 * @param changes how often the statuses of all airports have changed
 */
record NationSummary(Map<String, Status> airports, Map<Status, Integer> counts, int changes) {}
