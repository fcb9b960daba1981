package dev.parklane.testkit;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Tuple;

/**
 * What jqwik generates for properties of agents. A property that fails shrinks to the fewest
 * commands and the simplest schedule, and its report prints both. Whole programs, compared with a
 * model, are from {@link dev.parklane.testkit.model.Model}.
 *
 * <pre>{@code
 * @Property
 * void additions_areCounted(
 *     @ForAll("additions") List<SentCommand> additions, @ForAll("schedules") Strategy schedule) {
 *   Simulation.run(0, schedule, simulation -> ...);
 * }
 *
 * @Provide
 * Arbitrary<List<SentCommand>> additions() {
 *   return PlaneArbitraries.commands(
 *       20, PlaneArbitraries.command("/counter", "add", Arbitraries.integers().between(1, 9)));
 * }
 *
 * @Provide
 * Arbitrary<Strategy> schedules() {
 *   return PlaneArbitraries.schedules(100);
 * }
 * }</pre>
 */
@SuppressWarnings("exports") // who calls it has jqwik
public final class PlaneArbitraries {
  private static final int FEW = 4; // where fewer can run most choices would be the last of them
  private static final int MANY = 16; // of more things that can run the others come by later

  private PlaneArbitraries() {}

  /**
   * Commands to one lane, with these values.
   *
   * @param agent the URI of the agent
   * @param lane the name of a command lane of the agent
   * @param values what the commands carry, of the type that the lane takes
   * @return shrinks as the values do
   */
  public static Arbitrary<SentCommand> command(String agent, String lane, Arbitrary<?> values) {
    return values.map(value -> new SentCommand(agent, lane, value));
  }

  /**
   * Sequences of such commands.
   *
   * @param most how many there are at the most; the least is none
   * @param kinds each as likely as the others; earlier ones are simpler
   * @return lists of 0 to so many commands, which shrink to fewer and simpler ones
   */
  @SafeVarargs
  @SuppressWarnings("varargs") // copied, and only read
  public static Arbitrary<List<SentCommand>> commands(int most, Arbitrary<SentCommand>... kinds) {
    return Arbitraries.oneOf(List.of(kinds)).list().ofMaxSize(most);
  }

  /**
   * Schedules as lists of {@linkplain Strategy#choices choices}, which do not depend on the seed of
   * the simulation. The simplest, to which others shrink, runs always what could run first; each
   * other choice is one that the failure needs.
   *
   * @param most how many choices there are at the most that are not the first
   * @return strategies that are played with any seed, and shrink to fewer choices that are not the
   *     first
   */
  public static Arbitrary<Strategy> schedules(int most) {
    return Arbitraries.frequencyOf(Tuple.of(3, among(FEW)), Tuple.of(1, among(MANY)))
        .list()
        .ofMaxSize(most)
        .map(GivenChoices::new);
  }

  private static Arbitrary<Integer> among(int things) {
    return Arbitraries.integers().between(0, things - 1);
  }
}
