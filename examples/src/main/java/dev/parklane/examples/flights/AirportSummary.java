package dev.parklane.examples.flights;

import java.util.Map;

/**
 * What is known of an airport at some moment.
 *
 * @param departures the delays of all its departures
 * @param arrivals how many flights have gone to it
 * @param delaysByHour the delays of its departures by the hour that they were scheduled for
 * @param meanDelay of all its departures, in minutes
 * @param recentDelay the mean delay of its last ten departures, in minutes
 * @param changes how often its status has changed
 * @param worst the worst delays of its departures
 * @param busiest the first of its hours in which most left
 */
record AirportSummary(
    Delays departures,
    int arrivals,
    Map<Integer, Delays> delaysByHour,
    double meanDelay,
    double recentDelay,
    Status status,
    int changes,
    WorstDelays worst,
    Hour busiest) {}
