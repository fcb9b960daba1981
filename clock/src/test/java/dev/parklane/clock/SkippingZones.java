package dev.parklane.clock;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.time.zone.ZoneRulesException;
import java.time.zone.ZoneRulesProvider;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/** Zones that change by as much as a {@link ZoneOffset} allows: 36 hours, ahead and back. */
final class SkippingZones extends ZoneRulesProvider {
  /** Leaves out a day and a half, from noon on, in June 2020. */
  static final String AHEAD = "Parklane/Ahead";

  /** Has a day and a half twice, in June 2020. */
  static final String BACK = "Parklane/Back";

  private static boolean registered; // guarded by the class

  private SkippingZones() {}

  /** Makes the zones known to java.time; a second call does nothing. */
  static synchronized void register() {
    if (!registered) {
      registered = true;
      registerProvider(new SkippingZones());
    }
  }

  @Override
  protected Set<String> provideZoneIds() {
    return Set.of(AHEAD, BACK);
  }

  @Override
  protected ZoneRules provideRules(String id, boolean forCaching) {
    return switch (id) {
      case AHEAD -> rules(ZoneOffset.MIN, ZoneOffset.MAX);
      case BACK -> rules(ZoneOffset.MAX, ZoneOffset.MIN);
      default -> throw new ZoneRulesException("no zone of these: " + id);
    };
  }

  private static ZoneRules rules(ZoneOffset before, ZoneOffset after) {
    ZoneOffsetTransition change =
        ZoneOffsetTransition.of(LocalDateTime.parse("2020-06-10T12:00"), before, after);
    return ZoneRules.of(before, before, List.of(), List.of(change), List.of());
  }

  @Override
  protected NavigableMap<String, ZoneRules> provideVersions(String id) {
    return new TreeMap<>(Map.of("1", provideRules(id, false)));
  }
}
