package dev.parklane.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** Steps and questions that were given names. */
class NamedTest {
  @Test
  void name_standsBeforeTheEvent() {
    HandlerName scheduled = HandlerName.ofAgent("scheduled");
    assertThat(scheduled.by(Step.named("remind", () -> {}))).hasToString("remind.scheduled");
    Question<Agent, Integer> question = Question.named("count", agent -> 1);
    assertThat(HandlerName.ofAgent("ask").by(question)).hasToString("count.ask");
    Step nameless = () -> {};
    assertThat(scheduled.by(nameless)).isSameAs(scheduled);
  }

  @Test
  void blankName_isRefused() {
    assertThatThrownBy(() -> Step.named(" ", () -> {}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("[PL-S3.6] a step has a blank name; name it after what it does");
    assertThatThrownBy(() -> Question.named("", agent -> 1))
        .hasMessage("[PL-S3.6] a question has a blank name; name it after what it does");
  }
}
