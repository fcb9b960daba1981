package dev.parklane.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parklane.runtime.GuestStage.Scripted;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Laws H2, M9 and O1 to O4: a guest and other agents, and its agent's own life. */
@Timeout(60)
class GuestCallsTest {
  private static final String PYTHON = "python";
  private static final String JAVASCRIPT = "js";

  /** H2, M9: numbers are those of the far lanes; who has asked to be told is told. */
  @ParameterizedTest
  @ValueSource(strings = {PYTHON, JAVASCRIPT})
  void messages_areOfTheClassesOfTheFarLanes(String language) {
    try (GuestStage stage = new GuestStage(language)) {
      stage.call("tell_y");
      stage.quiet();
      assertThat(stage.deadLetters).isEmpty();
      assertThat(stage.notes).containsExactly("told of success");
      assertThat(stage.<Long>ask("y", agent -> agent.total.get())).isEqualTo(11L);
      assertThat(stage.<Map<Long, Double>>ask("y", agent -> agent.prices.get()))
          .isEqualTo(Map.of(8L, 2.0));
    }
  }

  /** M9, O4: what the far lane does not take is a dead letter, and told. */
  @ParameterizedTest
  @ValueSource(strings = {PYTHON, JAVASCRIPT})
  void messageOfAnotherType_isADeadLetter_andToldAsAFailure(String language) {
    try (GuestStage stage = new GuestStage(language)) {
      stage.call("tell_y_wrong");
      stage.quiet();
      assertThat(stage.deadLetters)
          .singleElement()
          .satisfies(letter -> assertThat(letter.value()).isEqualTo("three"));
      assertThat(stage.notes)
          .singleElement()
          .asString()
          .startsWith("told ")
          .contains("java.lang.Long");
    }
  }

  /** O2: what a lane holds is asked for by its name, whatever its form. */
  @ParameterizedTest
  @ValueSource(strings = {PYTHON, JAVASCRIPT})
  void lanesOfOthers_areReadByName(String language) {
    try (GuestStage stage = new GuestStage(language)) {
      stage.run(
          "y",
          y -> {
            y.size.set(3);
            y.prices.put(8L, 2.0);
          });
      stage.call("ask_y");
      assertThat(stage.notes).extracting(Object::toString).containsExactly(numbers(language));
    }
  }

  private static String[] numbers(String language) {
    String price = language.equals(PYTHON) ? "2.0" : "2"; // JavaScript has one kind of numbers
    return new String[] {"30", "3", price, price};
  }

  /** J2, J5: a join is linked and unlinked by a guest, whose number is a key of the lane. */
  @ParameterizedTest
  @ValueSource(strings = {PYTHON, JAVASCRIPT})
  void join_isLinkedAndUnlinkedByTheGuestsNumbers(String language) {
    try (GuestStage stage = new GuestStage(language)) {
      stage.run("y", y -> y.size.set(3));
      stage.call("link_y");
      stage.quiet();
      assertThat(stage.<Map<Long, Long>>ask("x", agent -> agent.totals.get()))
          .isEqualTo(Map.of(7L, 30L));
      stage.call("unlink_y");
      stage.quiet();
      assertThat(stage.<Map<Long, Long>>ask("x", agent -> agent.totals.get())).isEmpty();
      assertThat(stage.<Integer>ask("x", agent -> agent.totals.links().size())).isZero();
    }
  }

  /** M9: keys and values of a whole map, and the key by which a guest looks into one. */
  @ParameterizedTest
  @ValueSource(strings = {PYTHON, JAVASCRIPT})
  void entriesOfAMap_areOfTheClassesOfTheLane(String language) {
    try (GuestStage stage = new GuestStage(language)) {
      stage.call("replace");
      assertThat(stage.<Map<Long, Double>>ask("x", agent -> agent.prices.get()))
          .isEqualTo(Map.of(8L, 2.0, 9L, 3.0));
      assertThat(((Number) stage.notes.getFirst()).doubleValue()).isEqualTo(2.0);
    }
  }

  /** S1: work of Java's runs away from the agent, and a function has its result. */
  @ParameterizedTest
  @ValueSource(strings = {PYTHON, JAVASCRIPT})
  void workOfJava_isSuspended_andItsResultIsGivenToAFunction(String language) {
    try (GuestStage stage = new GuestStage(language)) {
      Callable<Object> work = () -> 42;
      stage.run("x", agent -> agent.guest.set("work", work));
      stage.call("suspend");
      while (stage.notes.isEmpty()) {
        Thread.onSpinWait();
      }
      assertThat(stage.notes).containsExactly("result 42");
    }
  }

  /** S1: a function of the guest cannot run away from its agent. */
  @ParameterizedTest
  @ValueSource(strings = {PYTHON, JAVASCRIPT})
  void functionAsWorkOrQuestion_isRefused_withWhatItTakes(String language) {
    try (GuestStage stage = new GuestStage(language)) {
      assertThatThrownBy(() -> stage.call("suspend_own"))
          .rootCause()
          .hasMessageStartingWith("[PL-H2.4] agent.suspend: argument 1 is ")
          .hasMessageContaining(
              "give a Callable of Java: it runs away from this agent, where no function of its guest"
                  + " can be called");
      assertThatThrownBy(() -> stage.call("ask_own"))
          .rootCause()
          .hasMessageContaining("give a Question of Java: ");
      assertThat(stage.notes).isEmpty();
    }
  }

  /** O2: a question of Java's is asked. */
  @ParameterizedTest
  @ValueSource(strings = {PYTHON, JAVASCRIPT})
  void questionOfJava_isAsked(String language) {
    try (GuestStage stage = new GuestStage(language)) {
      Question<Scripted, Object> question = y -> "answer of " + y.uri();
      stage.run("x", agent -> agent.guest.set("question", question));
      stage.call("ask_java");
      assertThat(stage.notes).containsExactly("answer of /scripted/y");
    }
  }

  /** F10: what stands at a checkpoint of a guest stays. */
  @ParameterizedTest
  @ValueSource(strings = {PYTHON, JAVASCRIPT})
  void checkpoint_letsStandWhatIsBeforeIt(String language) {
    try (GuestStage stage = new GuestStage(language)) {
      stage.run(
          "x", agent -> agent.add.onCommand(n -> agent.guest.handler("stand_and_fail").handle(n)));
      stage.plane.agent("/scripted/x").command("add", 1L);
      stage.quiet();
      assertThat(stage.<Integer>ask("x", agent -> agent.size.get())).isEqualTo(3);
    }
  }

  /** O1, M9: all agents of a route that are there, and in the class of their lanes. */
  @ParameterizedTest
  @ValueSource(strings = {PYTHON, JAVASCRIPT})
  void broadcast_reachesAllOfARoute(String language) {
    try (GuestStage stage = new GuestStage(language)) {
      stage.run("y", y -> {});
      stage.call("tell_all");
      stage.quiet();
      assertThat(stage.deadLetters).isEmpty();
      assertThat(stage.<Long>ask("x", agent -> agent.total.get())).isEqualTo(3L);
      assertThat(stage.<Long>ask("y", agent -> agent.total.get())).isEqualTo(3L);
    }
  }

  /** L3. */
  @ParameterizedTest
  @ValueSource(strings = {PYTHON, JAVASCRIPT})
  void stop_endsTheAgent_afterTheHandler(String language) {
    try (GuestStage stage = new GuestStage(language)) {
      stage.run("x", agent -> agent.size.set(3));
      stage.call("stop");
      stage.quiet();
      assertThat(stage.notes).containsExactly("stops x");
      assertThat(stage.<Integer>ask("x", agent -> agent.size.get())).isZero(); // a fresh one
    }
  }
}
