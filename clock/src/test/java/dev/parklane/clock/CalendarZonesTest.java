package dev.parklane.clock;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.junit.jupiter.api.Test;

/**
 * Law K13 in every zone that java.time knows, against its plainest form: an occurrence comes at the
 * first instant at which the clocks on the walls of the zone show its local time or a later one,
 * and instants that are equal are one.
 */
class CalendarZonesTest {
  /** Skipped dates and hours, gaps at midnight, half hours, two hours, and nothing at all. */
  private static final List<String> STRANGE =
      List.of(
          "Pacific/Apia",
          "Pacific/Fakaofo",
          "Pacific/Kwajalein",
          "Pacific/Kiritimati",
          "Pacific/Enderbury",
          "Asia/Manila",
          "America/Juneau",
          "Australia/Lord_Howe",
          "America/Sao_Paulo",
          "Antarctica/Troll",
          "Africa/Cairo",
          "Asia/Gaza",
          "America/Havana",
          "Africa/Casablanca",
          "Europe/Dublin",
          "Europe/Berlin",
          "Asia/Kathmandu",
          "UTC",
          SkippingZones.AHEAD,
          SkippingZones.BACK);

  private static final Instant FIRST = Instant.parse("1840-01-01T00:00:00Z");
  private static final Instant LAST = Instant.parse("2060-01-01T00:00:00Z");

  /** A start close to a change of the offset of its zone, and what a timer does from there on. */
  record Case(ZonedDateTime start, Period period, boolean immediate, int many) {
    TimerSpec spec() {
      TimerSpec spec =
          TimerSpec.every(period, start.getZone())
              .start(start.toInstant())
              .stop(local(many).toInstant(ZoneOffset.UTC));
      return immediate ? spec.fireImmediately() : spec;
    }

    private LocalDateTime local(int k) {
      return start
          .toLocalDateTime()
          .plusMonths(k * period.toTotalMonths())
          .plusDays((long) k * period.getDays());
    }

    /** What the law says, by one look at each occurrence. */
    List<Instant> expected() {
      TreeSet<Instant> all = new TreeSet<>();
      for (int k = 1; k <= 2 * many; k++) {
        Instant shown = firstShown(local(k), start.getZone().getRules());
        if (shown.isAfter(start.toInstant())
            && !shown.isAfter(local(many).toInstant(ZoneOffset.UTC))) {
          all.add(shown);
        }
      }
      if (immediate) {
        all.add(start.toInstant());
      }
      return List.copyOf(all);
    }
  }

  /** The first instant at which a clock on the wall shows a local time, or has passed it. */
  private static Instant firstShown(LocalDateTime local, ZoneRules rules) {
    Instant from = local.toInstant(ZoneOffset.UTC).minus(Duration.ofDays(4));
    Instant to = from.plus(Duration.ofDays(8));
    Set<ZoneOffset> offsets = new HashSet<>(Set.of(rules.getOffset(from)));
    Collection<Instant> candidates = new TreeSet<>();
    for (ZoneOffsetTransition change = rules.nextTransition(from);
        change != null && change.getInstant().isBefore(to);
        change = rules.nextTransition(change.getInstant())) {
      candidates.add(change.getInstant());
      offsets.add(change.getOffsetAfter());
    }
    offsets.forEach(offset -> candidates.add(local.toInstant(offset)));
    return candidates.stream()
        .filter(
            instant -> !LocalDateTime.ofInstant(instant, rules.getOffset(instant)).isBefore(local))
        .findFirst()
        .orElseThrow();
  }

  private static List<TimeEvent> played(Case timer) {
    TestClock clock = new TestClock(Nanos.of(timer.start().toInstant()), Runnable::run);
    List<TimeEvent> events = new ArrayList<>();
    clock.timer("t", timer.spec(), events::add);
    clock.advanceTo(Long.MAX_VALUE);
    return events;
  }

  /** K13. */
  @Property(tries = 2_000)
  void timer_nearAChangeOfItsZone_firesWhenTheWallShowsItsTime_onceAnInstant(
      @ForAll("cases") Case timer) {
    List<TimeEvent> events = played(timer);
    assertThat(events).extracting(TimeEvent::scheduled).containsExactlyElementsOf(timer.expected());
    assertThat(events).extracting(TimeEvent::delivery).containsExactlyElementsOf(timer.expected());
  }

  /** K9, K13: from each to each, a coalesced event counts an instant once. */
  @Property(tries = 1_000)
  void occurrences_areCountedOnceAnInstant(@ForAll("cases") Case timer) {
    List<Instant> all = timer.expected();
    Occurrences occurrences = timer.spec().occurrences("t", Nanos.of(timer.start().toInstant()));
    long index = timer.spec().first(occurrences);
    for (int n = 0; n < all.size(); n++) {
      assertThat(Instant.ofEpochSecond(0, occurrences.at(index))).isEqualTo(all.get(n));
      for (int upTo = n; upTo < all.size(); upTo++) {
        long latest = occurrences.latest(0, Nanos.of(all.get(upTo)));
        assertThat(occurrences.count(index, latest)).isEqualTo(upTo - n + 1);
      }
      long beforeNext = n + 1 < all.size() ? Nanos.of(all.get(n + 1)) - 1 : Long.MAX_VALUE;
      assertThat(occurrences.latest(0, beforeNext)).isEqualTo(index);
      assertThat(index == occurrences.last()).isEqualTo(n == all.size() - 1);
      index = occurrences.after(index);
    }
  }

  /** K13: all zones and all their changes, from a day before to two days after. */
  @Test
  void dailyTimer_overEveryChangeOfEveryZone_rises_andIsWhatTheWallShows() {
    int changes = 0;
    for (String id : new TreeSet<>(ZoneId.getAvailableZoneIds())) {
      ZoneId zone = ZoneId.of(id);
      for (ZoneOffsetTransition change : changes(zone)) {
        LocalDateTime edge =
            change.isGap() ? change.getDateTimeBefore() : change.getDateTimeAfter();
        Case timer =
            new Case(edge.plusMinutes(7).minusDays(2).atZone(zone), Period.ofDays(1), true, 4);
        assertThat(played(timer))
            .as("%s %s", zone, change)
            .extracting(TimeEvent::scheduled)
            .containsExactlyElementsOf(timer.expected());
        changes++;
      }
    }
    assertThat(changes).isGreaterThan(10_000);
  }

  private static List<ZoneOffsetTransition> changes(ZoneId zone) {
    List<ZoneOffsetTransition> all = new ArrayList<>();
    ZoneRules rules = zone.getRules();
    for (ZoneOffsetTransition change = rules.nextTransition(FIRST);
        change != null && change.getInstant().isBefore(LAST);
        change = rules.nextTransition(change.getInstant())) {
      all.add(change);
    }
    return all;
  }

  @Provide
  Arbitrary<Case> cases() {
    SkippingZones.register();
    Arbitrary<ZonedDateTime> starts =
        Arbitraries.of(STRANGE)
            .map(ZoneId::of)
            .flatMap(zone ->
                Combinators.combine(
                        edges(zone),
                        Arbitraries.integers().between(-5, 3),
                        Arbitraries.integers().between(-26 * 60, 26 * 60))
                    .as((edge, days, minutes) -> start(zone, edge, days, minutes)));
    return Combinators.combine(
            starts, periods(), Arbitraries.of(true, false), Arbitraries.integers().between(1, 9))
        .as(Case::new);
  }

  /** The clocks on the walls before and after each change. */
  private static Arbitrary<LocalDateTime> edges(ZoneId zone) {
    List<LocalDateTime> edges = new ArrayList<>(List.of(LocalDateTime.parse("2026-01-31T00:00")));
    for (ZoneOffsetTransition change : changes(zone)) {
      edges.add(change.getDateTimeBefore());
      edges.add(change.getDateTimeAfter());
    }
    return Arbitraries.of(edges);
  }

  /** None, so that the clock on the wall has the time of the change, more often than any other. */
  private static Arbitrary<Integer> minutes() {
    return Arbitraries.frequencyOf(
        Tuple.of(1, Arbitraries.just(0)),
        Tuple.of(4, Arbitraries.integers().between(-26 * 60, 26 * 60)));
  }

  private static ZonedDateTime start(ZoneId zone, LocalDateTime edge, int days, int minutes) {
    ZonedDateTime start = edge.plusDays(days).plusMinutes(minutes).atZone(zone);
    return minutes % 2 == 0 ? start : start.withLaterOffsetAtOverlap();
  }

  private static Arbitrary<Period> periods() {
    return Arbitraries.frequencyOf(
        Tuple.of(6, Arbitraries.just(Period.ofDays(1))),
        Tuple.of(
            4,
            Arbitraries.of(
                Period.ofDays(2),
                Period.ofWeeks(1),
                Period.ofMonths(1),
                Period.ofMonths(6),
                Period.of(1, 0, 3),
                Period.of(0, 1, 1))));
  }
}
