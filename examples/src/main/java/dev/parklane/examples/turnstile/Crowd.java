package dev.parklane.examples.turnstile;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The people who come to the turnstiles in a day: most of them around two rush hours, one of them
 * with a bent ticket.
 *
 * @param people in the order in which they come
 */
record Crowd(List<Person> people) {
  /** How many seconds a day has. */
  static final int DAY = 86_400;

  private static final List<String> STATIONS = List.of("harbour", "market", "museum");
  private static final int TURNSTILES = 4; // of a station
  private static final int SIZE = 3_000;
  private static final int HOUR = 3_600;
  private static final int BENT_FROM = 8 * HOUR; // where its turnstile is missed most

  /** A crowd that is the same for the same seed, on every machine. */
  static Crowd of(long seed) {
    Random random = new Random(seed);
    List<Integer> seconds = new ArrayList<>();
    for (int i = 0; i < SIZE; i++) {
      seconds.add(Math.clamp(second(random), 0, DAY - 1));
    }
    seconds.sort(Comparator.naturalOrder());
    List<Person> people = new ArrayList<>();
    boolean bent = false;
    for (int second : seconds) {
      String station = STATIONS.get(random.nextInt(STATIONS.size()));
      String turnstile = Turnstile.uri(station, 1 + random.nextInt(TURNSTILES));
      boolean bends = !bent && second >= BENT_FROM;
      bent |= bends;
      people.add(new Person(second, turnstile, new Ticket(people.size() + 1, bends)));
    }
    return new Crowd(people);
  }

  private static int second(Random random) {
    return switch (random.nextInt(20)) {
      case 0, 1, 2, 3, 4, 5, 6, 7, 8 -> (int) (8.2 * HOUR + 0.6 * HOUR * random.nextGaussian());
      case 9, 10, 11, 12, 13, 14, 15, 16, 17 ->
          (int) (17.4 * HOUR + 0.8 * HOUR * random.nextGaussian());
      default -> 5 * HOUR + random.nextInt(19 * HOUR);
    };
  }

  /** How many people a turnstile has to let through, by its URI: all but those it jams on. */
  SortedMap<String, Integer> passes() {
    SortedMap<String, Integer> passes = new TreeMap<>();
    for (Person person : people) {
      passes.merge(person.turnstile(), person.ticket().bent() ? 0 : 1, Integer::sum);
    }
    return passes;
  }

  /** How many have a bent ticket. */
  int refused() {
    return (int) people.stream().filter(person -> person.ticket().bent()).count();
  }
}
