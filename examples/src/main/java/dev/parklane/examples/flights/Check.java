package dev.parklane.examples.flights;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The comparison of what the agents know with what a plain loop over the file has counted. */
final class Check {
  private final List<String> differences = new ArrayList<>();

  private Check() {}

  /** Each value that differs, in words; none where the two agree. */
  static List<String> differences(Results agents, Results loop) {
    Check check = new Check();
    check.compare("in all", totals(agents), totals(loop));
    Set<String> codes = new TreeSet<>(agents.airports().keySet());
    codes.addAll(loop.airports().keySet());
    for (String code : codes) {
      check.compare(code, values(agents, code), values(loop, code));
    }
    Set<String> states = new TreeSet<>(agents.states().keySet());
    states.addAll(loop.states().keySet());
    for (String state : states) {
      check.compare("state " + state, state(agents, state), state(loop, state));
    }
    return check.differences;
  }

  private static Map<String, @Nullable Object> totals(Results results) {
    Delays total = results.total();
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    values.put("flights", total.flights());
    values.put("airports", results.airports().size());
    values.put("late flights", total.late());
    values.put("minutes of delay", total.minutes());
    values.put("status changes", results.nation().changes());
    values.put("airports by status", results.nation().counts());
    values.put("states", results.states().size());
    values.put("worst delays", results.worst().flights());
    return values;
  }

  private static Map<String, @Nullable Object> values(Results results, String code) {
    AirportSummary airport = results.airports().get(code);
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    values.put("departures", of(airport, AirportSummary::departures));
    values.put("arrivals", of(airport, AirportSummary::arrivals));
    values.put("delays by hour", of(airport, AirportSummary::delaysByHour));
    values.put("mean delay", of(airport, AirportSummary::meanDelay));
    values.put("mean delay of the last ten", of(airport, AirportSummary::recentDelay));
    values.put("status", of(airport, AirportSummary::status));
    values.put("status changes", of(airport, AirportSummary::changes));
    values.put("worst delays", of(airport, AirportSummary::worst));
    values.put("busiest hour", of(airport, AirportSummary::busiest));
    values.put("status in the nation", results.nation().airports().get(code));
    return values;
  }

  private static Map<String, @Nullable Object> state(Results results, String code) {
    StateSummary state = results.states().get(code);
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    values.put("airports", of(state, StateSummary::airports));
    values.put("departures", of(state, StateSummary::departures));
    values.put("mean delay", of(state, StateSummary::meanDelay));
    return values;
  }

  private static <S> @Nullable Object of(@Nullable S summary, Function<S, Object> value) {
    return summary == null ? null : value.apply(summary);
  }

  private void compare(
      String where, Map<String, @Nullable Object> agents, Map<String, @Nullable Object> loop) {
    agents.forEach((what, value) -> {
      Object expected = loop.get(what);
      if (!Objects.equals(value, expected)) {
        differences.add(
            "%s, %s: the agents have %s, a plain loop over the file has %s"
                .formatted(where, what, value, expected));
      }
    });
  }
}
