package dev.parklane.stress.figures;

import dev.parklane.stress.bench.Cell;
import dev.parklane.stress.bench.FreshJvm;
import dev.parklane.stress.bench.Pace;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A program that measures, and what it is given.
 *
 * @param program prints what it has measured
 * @param scheduler whether its JVM has the opens
 * @param forks how many JVMs run it in a full run
 * @param arguments what it is given behind the pace
 * @param isOfFigures whether it belongs to what has goals
 */
record Measurement(
    Class<?> program, String scheduler, int forks, List<String> arguments, boolean isOfFigures) {
  static Measurement of(Class<?> program, String scheduler, int forks, String... arguments) {
    return new Measurement(program, scheduler, forks, List.of(arguments), true);
  }

  Measurement withoutGoal() {
    return new Measurement(program, scheduler, forks, arguments, false);
  }

  /** By which it is picked. */
  String name() {
    return program.getSimpleName();
  }

  /** Runs it, and gives the medians of its forks. */
  List<Cell> run(Pace pace) throws IOException, InterruptedException {
    List<String> given = new ArrayList<>(List.of(pace.name()));
    given.addAll(arguments);
    List<List<Cell>> runs = new ArrayList<>();
    for (int i = 0; i < (pace == Pace.FULL ? forks : 1); i++) {
      runs.add(FreshJvm.cells(scheduler, program, given.toArray(String[]::new)));
    }
    return runs.getFirst().stream().map(cell -> median(cell, runs)).toList();
  }

  private static Cell median(Cell of, List<List<Cell>> runs) {
    return Cell.median(
        runs.stream().flatMap(List::stream).filter(cell -> cell.isSameAs(of)).toList());
  }

  @Override
  public String toString() {
    return name() + " " + String.join(" ", arguments) + " (" + scheduler + ")";
  }
}
