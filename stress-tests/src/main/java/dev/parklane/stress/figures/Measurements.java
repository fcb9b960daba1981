package dev.parklane.stress.figures;

import dev.parklane.stress.bench.AgentsGrowth;
import dev.parklane.stress.bench.CommandsGrowth;
import dev.parklane.stress.bench.FirstCommand;
import dev.parklane.stress.bench.HalfLoad;
import dev.parklane.stress.bench.IdleGrowth;
import dev.parklane.stress.bench.LinksGrowth;
import dev.parklane.stress.bench.LiveLateness;
import dev.parklane.stress.bench.MapGrowth;
import dev.parklane.stress.bench.ObserversGrowth;
import dev.parklane.stress.bench.Planes;
import dev.parklane.stress.bench.RecordingCost;
import dev.parklane.stress.bench.ReplayedFlights;
import dev.parklane.stress.bench.RoutesGrowth;
import dev.parklane.stress.bench.SlowLink;
import java.util.ArrayList;
import java.util.List;

/** All that is measured by programs in JVMs of their own, and not by JMH. */
final class Measurements {
  private static final int FEW = 3; // forks of what has a goal
  private static final int MANY = 9; // where a fork is over at once
  private static final List<String> LOADED_PEERS =
      List.of(
          "executor",
          "threads 8, throughput 5",
          "threads 2, throughput 100",
          "threads 1, throughput 1000");

  private Measurements() {}

  /** In the order in which they run. */
  static List<Measurement> all() {
    List<Measurement> all = new ArrayList<>();
    for (String scheduler : List.of(Planes.LOCK_STEP, Planes.DEFAULT)) {
      all.add(Measurement.of(FirstCommand.class, scheduler, MANY));
    }
    all.add(Measurement.of(ReplayedFlights.class, Planes.LOCK_STEP, FEW, "cold"));
    all.add(Measurement.of(ReplayedFlights.class, Planes.DEFAULT, 1, "cold"));
    all.add(Measurement.of(ReplayedFlights.class, Planes.LOCK_STEP, FEW, "warm"));
    for (String dispatch : Planes.DISPATCHES) {
      all.add(Measurement.of(HalfLoad.class, Planes.LOCK_STEP, FEW, dispatch));
      all.add(Measurement.of(HalfLoad.class, Planes.DEFAULT, FEW, dispatch));
    }
    for (String peer : LOADED_PEERS) {
      all.add(Measurement.of(HalfLoad.class, Planes.LOCK_STEP, FEW, peer));
    }
    all.add(Measurement.of(CommandsGrowth.class, Planes.LOCK_STEP, FEW));
    for (Class<?> growth :
        List.of(
            ObserversGrowth.class,
            LinksGrowth.class,
            MapGrowth.class,
            RoutesGrowth.class,
            AgentsGrowth.class,
            IdleGrowth.class)) {
      all.add(Measurement.of(growth, Planes.LOCK_STEP, 1));
    }
    for (String dispatch : Planes.DISPATCHES) {
      all.add(Measurement.of(RecordingCost.class, Planes.LOCK_STEP, 1, dispatch).withoutGoal());
    }
    all.add(Measurement.of(SlowLink.class, Planes.LOCK_STEP, 1).withoutGoal());
    all.add(Measurement.of(LiveLateness.class, Planes.LOCK_STEP, 1).withoutGoal());
    return all;
  }
}
