package dev.parklane.testkit.contract;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;
import org.junit.platform.testkit.engine.Events;

/** The checks of a contract, played apart from the run that this is in. */
record Checks(Events events) {
  static Checks all(Class<?> contract) {
    return play(selectClass(contract));
  }

  /** One check, with a time-out. */
  static Checks one(Class<?> contract, String name, String timeout) {
    return new Checks(
        EngineTestKit.engine("junit-jupiter")
            .selectors(selectMethod(contract, name))
            .configurationParameter("junit.jupiter.execution.timeout.default", timeout)
            .execute()
            .testEvents());
  }

  static Checks some(Class<?> contract, List<String> names) {
    return play(
        names.stream().map(name -> selectMethod(contract, name)).toArray(DiscoverySelector[]::new));
  }

  private static Checks play(DiscoverySelector... selectors) {
    return new Checks(
        EngineTestKit.engine("junit-jupiter").selectors(selectors).execute().testEvents());
  }

  Set<String> names() {
    return names(events.started());
  }

  Set<String> failed() {
    return names(events.failed());
  }

  /** What the contract does not ask of this. */
  Set<String> skipped() {
    return names(events.aborted());
  }

  private static Set<String> names(Events events) {
    return events.stream()
        .map(Event::getTestDescriptor)
        .map(test -> test.getDisplayName().replace("()", ""))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
