package dev.parklane.testkit.model;

import dev.parklane.runtime.PlaneBuilder;
import dev.parklane.testkit.Simulation;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Tuple;

/**
 * What agents are to do, said a second time and simpler: a state, and for each action what it does
 * to the real plane and what it comes to in that state. jqwik generates programs of such actions,
 * which are played and compared, and shrink to the fewest actions, the smallest arguments and the
 * simplest schedule.
 *
 * <pre>{@code
 * static final Model<Integer> STOCK =
 *     Model.of(0, () -> Plane.builder().route("/stock", Stock::new))
 *         .action("restock", Arbitraries.integers().between(1, 5), restock -> restock.does(
 *             (session, n) -> session.agent("/stock").command("restock", n),
 *             (left, n) -> left + n))
 *         .action("reserve", Arbitraries.integers().between(1, 5), reserve -> reserve.asks(
 *             (session, n) -> session.ask("/stock", Stock.class, stock -> stock.reserve(n)),
 *             (left, n) -> n <= left ? new Outcome<>(left - n, true) : new Outcome<>(left, false)));
 *
 * @Property
 * void stock_isAsItsModel(
 *     @ForAll("programs") ModelProgram<Integer> program, @ForAll("schedules") Strategy schedule) {
 *   Simulation.run(0, schedule, program);
 * }
 *
 * @Provide
 * Arbitrary<ModelProgram<Integer>> programs() {
 *   return STOCK.programs(20);
 * }
 * }</pre>
 *
 * <p>A program is drawn whole before it is played, from the model alone: so it is a value, which is
 * printed, played again in other schedules and shrunk, and the same serves several clients at once.
 * A chain of jqwik's own ({@code ActionChain}) draws each action as it goes, from the state that
 * the real thing has come to, and could be none of that.
 *
 * <p>A model never changes; each method gives another one.
 *
 * @param <S> the type of its state: one that nobody changes; for programs of several clients with
 *     {@code equals} and {@code hashCode}
 */
@SuppressWarnings("exports") // who calls it has jqwik
public final class Model<S> implements SequentialModel<S> {
  private static final StackWalker STACK =
      StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

  private final S initial;
  private final Function<Simulation, PlaneBuilder> planes;
  private final List<Deed<S, ?, ?>> deeds;
  private final Invariant<S> invariant;

  private Model(
      S initial,
      Function<Simulation, PlaneBuilder> planes,
      List<Deed<S, ?, ?>> deeds,
      Invariant<S> invariant) {
    this.initial = initial;
    this.planes = planes;
    this.deeds = List.copyOf(deeds);
    this.invariant = invariant;
  }

  /**
   * A model without actions.
   *
   * @param <S> the type of its state
   * @param initial its state at first
   * @param plane gives a builder for each program; a store that it has is the store of the planes
   *     that come after a crash too
   * @return a model to add actions to
   */
  public static <S> Model<S> of(S initial, Supplier<PlaneBuilder> plane) {
    return ofSimulated(initial, _ -> plane.get());
  }

  /**
   * A model without actions, of a plane that needs its simulation, as for {@link
   * Simulation#faulty}.
   *
   * @param <S> the type of its state
   * @param initial its state at first
   * @param plane gives a builder for each program
   * @return a model to add actions to
   */
  public static <S> Model<S> ofSimulated(S initial, Function<Simulation, PlaneBuilder> plane) {
    return new Model<>(initial, plane, List.of(), (_, _) -> {});
  }

  /**
   * What holds in each state.
   *
   * @param <S> the type of the model's state
   */
  @FunctionalInterface
  public interface Invariant<S> {
    /**
     * Compares the real plane with the model, where nothing is under way.
     *
     * @param state of the model
     * @param session has the plane
     * @throws Exception where it does not hold, also as an {@link AssertionError}
     */
    void check(S state, Session session) throws Exception;
  }

  /**
   * With an action that takes an argument.
   *
   * @param <A> the type of the argument, with a text
   * @param name of the action, as programs show it
   * @param arguments what it takes
   * @param says what it does
   * @return a model with this action too, as likely as the others
   */
  public <A> Model<S> action(
      String name, Arbitrary<A> arguments, Function<ActionTaking<S, A>, Action<S>> says) {
    return with(name, arguments.map(argument -> _ -> argument), true, true, says);
  }

  /**
   * With an action that takes nothing; in its functions {@code _} stands for that.
   *
   * @param name of the action, as programs show it
   * @param says what it does
   * @return a model with this action too, as likely as the others
   */
  public Model<S> action(String name, Function<ActionTaking<S, Object>, Action<S>> says) {
    return with(name, Arbitraries.just(_ -> ""), true, false, says);
  }

  /**
   * With an action that takes something that is there: an order that is open, say. It can be done
   * where there is such a thing, and in programs of one client only.
   *
   * @param <A> the type of the argument, with a text
   * @param name of the action, as programs show it
   * @param candidates what there is in a state, in an order that depends on the state alone
   * @param says what it does
   * @return a model with this action too, as likely as the others
   */
  public <A> Model<S> actionAmong(
      String name,
      Function<? super S, List<A>> candidates,
      Function<ActionTaking<S, A>, Action<S>> says) {
    Arbitrary<Deed.Choice<S, A>> choices =
        Arbitraries.integers()
            .between(0, Integer.MAX_VALUE)
            .map(n ->
                state -> {
                  List<A> there = candidates.apply(state);
                  return there.isEmpty() ? null : there.get(n % there.size());
                });
    return with(name, choices, false, true, says);
  }

  private <A> Model<S> with(
      String name,
      Arbitrary<Deed.Choice<S, A>> choices,
      boolean isFree,
      boolean isShown,
      Function<ActionTaking<S, A>, Action<S>> says) {
    Deed.Kind<S, A> kind = new Deed.Kind<>(name, choices, isFree, isShown, place());
    return with(says.apply(new ActionTaking<>(kind, (_, _) -> true)));
  }

  private Model<S> with(Action<S> action) {
    List<Deed<S, ?, ?>> more = new ArrayList<>(deeds);
    more.add((Deed<S, ?, ?>) action);
    return new Model<>(initial, planes, more, invariant);
  }

  /** Where the test calls this class. */
  private static StackTraceElement place() {
    return STACK.walk(frames ->
        frames
            .filter(frame -> frame.getDeclaringClass() != Model.class)
            .findFirst()
            .orElseThrow()
            .toStackTraceElement());
  }

  /**
   * With an invariant, in place of the one that there is. It is checked before the first action and
   * after each one, in programs of one client.
   *
   * @param holds compares the real plane with the model
   * @return a model with this invariant
   */
  public Model<S> invariant(Invariant<S> holds) {
    return new Model<>(initial, planes, deeds, holds);
  }

  /**
   * With crashes of the plane, which starts again, where all lanes are kept.
   *
   * @return a model with the action {@code crash()}, which leaves its state
   */
  public Model<S> crashes() {
    return crashes(state -> state);
  }

  /**
   * With crashes of the plane, which starts again.
   *
   * @param effect what is left of the state
   * @return a model with the action {@code crash()}
   */
  public Model<S> crashes(UnaryOperator<S> effect) {
    return action(
        "crash",
        crash ->
            crash.restarts((session, _) -> session.crash(), (state, _) -> effect.apply(state)));
  }

  /**
   * With planes that close and start again, where all lanes are kept.
   *
   * @return a model with the action {@code restart()}, which leaves its state
   */
  public Model<S> restarts() {
    return restarts(state -> state);
  }

  /**
   * With planes that close and start again.
   *
   * @param effect what is left of the state
   * @return a model with the action {@code restart()}
   */
  public Model<S> restarts(UnaryOperator<S> effect) {
    return action(
        "restart",
        restart ->
            restart.restarts((session, _) -> session.restart(), (state, _) -> effect.apply(state)));
  }

  @Override
  public S initial() {
    return initial;
  }

  PlaneBuilder plane(Simulation simulation) {
    return planes.apply(simulation);
  }

  Invariant<S> invariant() {
    return invariant;
  }

  /**
   * Programs of one client, which waits after each action until all is quiet.
   *
   * @param most how many actions there are at the most, 1 or more; those that cannot be done where
   *     they would come are left out
   * @return scenarios, which shrink to fewer and simpler actions
   * @throws IllegalArgumentException where the number is less than 1, or there is no action
   */
  public Arbitrary<ModelProgram<S>> programs(int most) {
    return drafts(deeds, most).map(drafts -> ModelProgram.of(this, drafts));
  }

  /**
   * Programs of several clients at once, none of which waits for another. What they saw is held to
   * be {@linkplain Linearizability linearizable} by this model.
   *
   * @param clients how many, 1 or more
   * @param most how many actions of each there are at the most, 1 or more; actions that depend on
   *     the state are not among them
   * @return scenarios, which shrink to fewer and simpler actions
   * @throws IllegalArgumentException where a number is less than 1, or there is no such action
   */
  public Arbitrary<ClientPrograms<S>> clients(int clients, int most) {
    List<Deed<S, ?, ?>> free = deeds.stream().filter(deed -> deed.kind().isFree()).toList();
    return drafts(free, most)
        .list()
        .ofMinSize(1)
        .ofMaxSize(requireSome(clients))
        .map(each -> ClientPrograms.of(this, each));
  }

  private Arbitrary<List<Deed.Draft<S>>> drafts(List<Deed<S, ?, ?>> of, int most) {
    if (of.isEmpty()) {
      throw new IllegalArgumentException(
          "[PL-Q2.3] a model without actions that such programs can have: give it some, for several clients without when(...)");
    }
    return Arbitraries.frequencyOf(of.stream().map(Model::weighed).toList())
        .list()
        .ofMaxSize(requireSome(most));
  }

  /** Crashes come more seldom, so that there is something to lose. */
  private static <S> Tuple.Tuple2<Integer, Arbitrary<Deed.Draft<S>>> weighed(Deed<S, ?, ?> deed) {
    return Tuple.of(deed.real() instanceof Deed.Restarts ? 1 : 3, deed.drafts());
  }

  private static int requireSome(int number) {
    if (number < 1) {
      throw new IllegalArgumentException(
          "[PL-Q2.4] %d actions or clients: give 1 or more".formatted(number));
    }
    return number;
  }
}
