package dev.parklane.testkit;

import dev.parklane.runtime.Plane;
import dev.parklane.runtime.PlaneBuilder;
import dev.parklane.runtime.scheduling.Carriers;
import dev.parklane.runtime.scheduling.Footprint;
import dev.parklane.runtime.trace.TraceEntry;
import dev.parklane.runtime.trace.Tracer;
import dev.parklane.testkit.order.Footsteps;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The planes of a simulation, from their start to a crash. Of the carrier, and what it runs. */
final class StartedPlanes {
  private final SimulatedCarrier carrier;
  private final Tracer trace;
  private final FaultDraws draws;
  private final @Nullable Footsteps footsteps; // null where nobody wants to know
  private final Expectations letters;
  private final Map<Plane, SimulatedCarriers> all = new LinkedHashMap<>();

  /**
   * None so far.
   *
   * @param footsteps null where nobody wants to know
   * @param letters gets dead letters that a plane has no observer for
   */
  StartedPlanes(
      SimulatedCarrier carrier,
      Tracer trace,
      FaultDraws draws,
      @Nullable Footsteps footsteps,
      Expectations letters) {
    this.carrier = carrier;
    this.trace = trace;
    this.draws = draws;
    this.footsteps = footsteps;
    this.letters = letters;
  }

  /** Starts another one, on the carrier. */
  Plane start(PlaneBuilder builder) {
    String name = all.isEmpty() ? "" : " of plane " + (all.size() + 1);
    Footprint footprint = footsteps == null ? null : footsteps.of(name);
    SimulatedCarriers carriers =
        new SimulatedCarriers(name, carrier, trace, draws, footprint, letters);
    Plane plane = ScopedValue.where(Carriers.GIVEN, carriers).call(builder::start);
    all.put(plane, carriers);
    return plane;
  }

  /**
   * Nothing of it runs from now on.
   *
   * @param programs are interrupted where they wait for it
   */
  void crash(Plane plane, List<Thread> programs) {
    SimulatedCarriers carriers = all.get(plane);
    if (carriers == null) {
      throw new IllegalArgumentException("[PL-Q1.6] the plane was not started by this simulation");
    }
    Footprint footprint = carriers.footprint();
    List<String> lost =
        footsteps == null || footprint == null ? List.of() : footsteps.crashes(footprint);
    List<Thread> waiting = programs.stream().filter(carriers::isAwaitedBy).toList();
    carriers.crash();
    int number = List.copyOf(all.keySet()).indexOf(plane) + 1;
    trace.trace(new TraceEntry.Fault("plane " + number + " crashes"));
    if (footsteps != null) {
      lost.forEach(line -> footsteps.happens(new TraceEntry.Fault(line), ""));
    }
    waiting.forEach(Thread::interrupt);
  }

  /** Those that have not crashed. */
  List<Plane> alive() {
    return all.keySet().stream().filter(plane -> !all.get(plane).hasCrashed()).toList();
  }

  /** What handlers have begun and not ended, in words. */
  String whatRuns() {
    return all.values().stream()
        .map(SimulatedCarriers::whatRuns)
        .filter(text -> !text.isEmpty())
        .collect(Collectors.joining("; "));
  }
}
