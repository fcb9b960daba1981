package dev.parklane.stress.figures;

import dev.parklane.stress.bench.Planes;
import java.util.List;

/** The few rows that the first page of the project shows. */
final class BriefRows {
  private BriefRows() {}

  static List<Row> all() {
    return List.of(
        Row.of(
                "a triggered write: writer parked and resumed",
                Ref.of("TriggerBenchmark.triggerFromRoot", "dispatch", Planes.PARKED))
            .beside(
                "a virtual thread started and joined",
                Ref.of("TriggerBenchmark.peerVirtualThread")),
        Row.of(
            "a write without observers",
            Ref.of("TriggerBenchmark.writeWithoutObserver", "dispatch", Planes.PARKED)),
        Row.of(
                "a command with one trigger, at full load",
                Ref.of("CommandBenchmark.commandToOneAgent", "dispatch", Planes.PARKED))
            .beside(
                "Pekko, an actor that tells a child",
                Ref.of("CommandBenchmark.peerPekkoActorToChild")),
        Row.of(
            "the heap of each of 1,000,000 idle agents with three lanes; they hold no thread",
            Ref.of("Growth.idleBytes", "n", "1000000")));
  }
}
