package dev.parklane.lanes.action;

import static dev.parklane.lanes.action.ActionStage.ON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatObject;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parklane.lanes.action.ActionStage.Desk;
import dev.parklane.lanes.action.ActionStage.Other;
import dev.parklane.runtime.Agent;
import dev.parklane.runtime.LaneAccessException;
import dev.parklane.runtime.Plane;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ObjectAssert;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The combinators, and what running an action means. */
@Timeout(60)
class HandlerActionTest {
  @AutoClose private final ActionStage stage = new ActionStage();

  private <T> ObjectAssert<T> assertResult(HandlerAction<Desk, T> action) {
    return assertThatObject(stage.run(action));
  }

  private HandlerAction<Desk, Integer> noted(int number) {
    return stage.noting("ran " + number).followedBy(ON.value(number));
  }

  // --- combinators -------------------------------------------------------------------------------

  @Test
  void value_givesIt() {
    assertResult(ON.value("x")).isEqualTo("x");
  }

  @Test
  void map_appliesTheFunctionToTheResult() {
    assertResult(noted(2).map(n -> n + 1)).isEqualTo(3);
    assertThat(stage.trace).containsExactly("ran 2");
  }

  @Test
  void andThen_runsWhatTheFunctionMakesOfTheResult() {
    assertResult(noted(2).andThen(n -> noted(n * 10))).isEqualTo(20);
    assertThat(stage.trace).containsExactly("ran 2", "ran 20");
  }

  @Test
  void followedBy_runsBoth_andGivesTheLastResult() {
    assertResult(noted(1).followedBy(noted(2))).isEqualTo(2);
    assertThat(stage.trace).containsExactly("ran 1", "ran 2");
  }

  @Test
  void discard_runs_andGivesNothing() {
    assertResult(noted(1).discard()).isEqualTo(Nothing.NOTHING);
    assertThat(stage.trace).containsExactly("ran 1");
  }

  @Test
  void join_runsBothInOrder_andGivesBothResults() {
    assertResult(noted(1).join(ON.value("b"))).isEqualTo(new Both<>(1, "b"));
    assertResult(noted(7).join(noted(5), (a, b) -> a - b)).isEqualTo(2);
    assertThat(stage.trace).containsExactly("ran 1", "ran 7", "ran 5");
  }

  @Test
  void sequentially_runsAllInOrder_andGivesNothing() {
    List<HandlerAction<Desk, ?>> actions =
        new ArrayList<>(List.of(noted(1), ON.nothing(), noted(2), ON.sequentially(List.of())));
    ComposedHandler<Desk> all = ON.sequentially(actions);
    actions.clear(); // the action is a value
    assertResult(all).isEqualTo(Nothing.NOTHING);
    assertResult(ON.sequentially(List.of(noted(3)))).isEqualTo(Nothing.NOTHING);
    assertThat(stage.trace).containsExactly("ran 1", "ran 2", "ran 3");
  }

  @Test
  void sequentially_insideAnother_goesOnWithTheOuter() {
    stage.run(
        ON.sequentially(List.of(noted(1), ON.sequentially(List.of(noted(2), noted(3))), noted(4))));
    assertThat(stage.trace).containsExactly("ran 1", "ran 2", "ran 3", "ran 4");
  }

  @Test
  void optional_runsTheActionIfThereIsOne() {
    assertResult(ON.optional(Optional.of(noted(1)))).isEqualTo(Optional.of(1));
    assertResult(ON.optional(Optional.<HandlerAction<Desk, Integer>>empty()))
        .isEqualTo(Optional.empty());
    assertThat(stage.trace).containsExactly("ran 1");
  }

  @Test
  void whenPresent_runsWhatIsMadeOfTheValue_ifThereIsOne() {
    stage.run(ON.whenPresent(Optional.of(3), this::noted));
    stage.run(ON.whenPresent(Optional.<Integer>empty(), this::noted));
    assertThat(stage.trace).containsExactly("ran 3");
  }

  /** The branches are of different shapes; the result is one. */
  @Test
  void either_runsTheConditionFirst_andOneBranch() {
    HandlerAction<Desk, Integer> either =
        ON.either(ON.get(Desk::count).map(n -> n == 0), ON.value(5), noted(1).map(n -> n + 5));
    assertResult(either).isEqualTo(5);
    stage.run(ON.set(Desk::count, 1));
    assertResult(either).isEqualTo(6);
    assertThat(stage.trace).containsExactly("ran 1");
  }

  @Test
  void call_givesWhatTheCodeGives() {
    assertResult(ON.call(() -> 1)).isEqualTo(1);
    assertResult(ON.call(desk -> desk.uri())).isEqualTo("/desk/a");
  }

  @Test
  void effect_isRunWithTheAgent() {
    stage.run(ON.effect(desk -> desk.note(desk.uri())));
    assertThat(stage.trace).containsExactly("/desk/a");
  }

  /** What comes last decides what a composition is; this is a matter of compiling. */
  @Test
  void composition_isAnEventHandler_whereItsLastActionIsOne() {
    ComposedHandler<Desk> chained = ON.get(Desk::count).andThen(n -> stage.noting("count " + n));
    ComposedHandler<Desk> followed = ON.value(1).followedBy(chained);
    ComposedHandler<Desk> chosen =
        ON.get(d -> d.count)
            .andThen(n -> n > 0 ? ON.fail(new IOException("no")) : ON.set(d -> d.count, n + 1));
    ComposedHandler<Desk> either = ON.either(ON.value(true), followed, chosen);
    HandlerAction<Desk, Integer> number = either.andThen(nothing -> ON.get(d -> d.count));
    assertResult(number).isEqualTo(0);
    assertResult(chosen.followedBy(number)).isEqualTo(1);
    assertThat(stage.trace).containsExactly("count 0", "count 1");
  }

  // --- values ------------------------------------------------------------------------------------

  @Test
  void composing_callsNothing() {
    ComposedHandler<Desk> all =
        ON.sequentially(
            List.of(
                ON.effect(() -> stage.note("effect")),
                ON.call(() -> note("call")),
                ON.value(1).map(n -> note("map")),
                ON.value(1).andThen(n -> ON.value(note("andThen"))),
                ON.value(1).join(ON.value(2), (a, b) -> note("join")),
                ON.whenPresent(Optional.of(1), n -> ON.value(note("whenPresent"))),
                ON.either(ON.call(() -> note("either").isEmpty()), ON.nothing(), ON.nothing()),
                ON.get(d -> d.count).followedBy(ON.call(d -> note(d.uri()))),
                ON.update(
                    d -> {
                      note("projection");
                      return d.count;
                    },
                    n -> n + note("update").length())));
    assertThat(stage.trace).isEmpty();
    stage.run(all);
    assertThat(stage.trace)
        .containsExactly(
            "effect",
            "call",
            "map",
            "andThen",
            "join",
            "whenPresent",
            "either",
            "/desk/a",
            "projection",
            "update");
  }

  private String note(String what) {
    stage.note(what);
    return what;
  }

  @Test
  void action_runsAnyNumberOfTimes_inAnyAgentOfItsClass() throws Exception {
    HandlerAction<Desk, Integer> next =
        ON.sequentially(List.of(ON.update(Desk::count, n -> n + 1), ON.nothing()))
            .followedBy(ON.get(Desk::count));
    assertThat(List.of(stage.run(next), stage.run(next), stage.run(next.followedBy(next))))
        .containsExactly(1, 2, 4);
    assertThat(stage.plane.agent("/desk/b").<Desk, Integer>ask(Desk.class, next::run)).isEqualTo(1);
  }

  /** A composed handler may be run inside a run of itself. */
  @Test
  void action_runInsideItself_isARunOfItsOwn() {
    AtomicInteger left = new AtomicInteger(3);
    List<ComposedHandler<Desk>> self = new ArrayList<>();
    self.add(
        ON.effect(
                desk -> {
                  int n = left.getAndDecrement();
                  stage.note("> " + n);
                  if (n > 0) {
                    self.getFirst().run(desk);
                  }
                })
            .followedBy(stage.noting("<")));
    stage.run(self.getFirst());
    assertThat(stage.trace).containsExactly("> 3", "> 2", "> 1", "> 0", "<", "<", "<", "<");
  }

  /** What an action is made of may be a million parts; nobody wants to read them. */
  @Test
  void toString_isShort() {
    assertThat(noted(1).map(n -> n)).hasToString("a handler action");
  }

  // --- E8: whose turn it is ----------------------------------------------------------------------

  /** E8. */
  @Test
  void run_outsideATurn_isRefused_andRunsNothing() {
    List<Desk> leaked = new ArrayList<>();
    stage.desk(leaked::add);
    ComposedHandler<Desk> handler = stage.noting("ran");
    assertThatThrownBy(() -> handler.run(leaked.getFirst()))
        .isInstanceOf(LaneAccessException.class)
        .hasMessage(
            "[PL-E8.4] thread '%s' runs no handler of an agent; send a command or use"
                + " plane.agent(uri).ask(...)",
            Thread.currentThread().getName());
    assertThatThrownBy(handler::run).isInstanceOf(LaneAccessException.class);
    assertThat(stage.trace).isEmpty();
  }

  /** E8. */
  @Test
  void run_inAThreadThatTheHandlerStarts_isRefused_andRunsNothing() {
    stage.desk(desk -> {
      FutureTask<Integer> stranger =
          new FutureTask<>(() -> {
            stage.noting("ran").run(desk);
            return 0;
          });
      Thread.ofVirtual().start(stranger);
      assertThatThrownBy(stranger::get)
          .cause()
          .isInstanceOf(LaneAccessException.class)
          .hasMessageContaining("unnamed virtual thread #")
          .hasMessageContaining("runs no handler of an agent; send a command or use");
    });
    assertThat(stage.trace).isEmpty();
  }

  /** E8: an agent that was leaked into the turn of another. */
  @Test
  void run_inTheTurnOfAnotherAgent_isRefused_andRunsNothing() throws Exception {
    List<Desk> leaked = new ArrayList<>();
    stage.desk(leaked::add);
    stage
        .plane
        .agent("/desk/b")
        .ask(
            Desk.class,
            desk ->
                assertThatThrownBy(() -> stage.noting("ran").run(leaked.getFirst()))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage(
                        "[PL-E8.2] an action was to be run in /desk/a by a handler of /desk/b; run it in the"
                            + " turn of its own agent: send that a command"));
    assertThat(stage.trace).isEmpty();
  }

  @Test
  void run_inAnAgentOfAnotherClass_isRefused_andRunsNothing() throws Exception {
    stage
        .plane
        .agent("/other")
        .ask(
            Other.class,
            other ->
                assertThatThrownBy(() -> stage.noting("ran").run())
                    .isInstanceOf(ClassCastException.class)
                    .hasMessage(
                        "[PL-E3.2] an action for agents of dev.parklane.lanes.action.ActionStage$Desk was run"
                            + " in /other, which is of"
                            + " dev.parklane.lanes.action.ActionStage$Other; compose it with a"
                            + " HandlerContext of that class"));
    assertThat(stage.trace).isEmpty();
  }

  private static class Box<T> extends Agent {
    final HandlerContext<Box<T>> on = HandlerContext.of(this);
    final T held;

    Box(T held) {
      this.held = held;
    }

    HandlerAction<Box<T>, T> content() {
      return on.call(box -> box.held);
    }
  }

  @Test
  void context_ofAnAgentWithTypeParameters_keepsThem() throws Exception {
    try (Plane plane = Plane.builder().route("/box", () -> new Box<>("x")).start()) {
      assertThat(plane.agent("/box").<Box<?>, String>ask(boxes(), box -> "" + open(box)))
          .isEqualTo("x");
    }
  }

  @SuppressWarnings("unchecked")
  private static Class<Box<?>> boxes() {
    return (Class<Box<?>>) (Class<?>) Box.class;
  }

  private static <T> T open(Box<T> box) throws Exception {
    return box.content().run(box);
  }
}
