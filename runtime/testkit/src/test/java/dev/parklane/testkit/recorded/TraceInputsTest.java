package dev.parklane.testkit.recorded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parklane.runtime.trace.Trace;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What came from outside, by traces that are given as text. */
class TraceInputsTest {
  private static TraceInputs inputs(String trace) {
    return new TraceInputs(Recording.of(Trace.parse(trace)));
  }

  private static List<String> sent(String trace) {
    return inputs(trace).all().stream().map(Input::toString).toList();
  }

  @Test
  void whatAnAgentHasSent_isNoInput_whetherItIsACommandABroadcastOrOfTheBus() {
    assertThat(
            sent(
                """
                /a <- go.onCommand 1
                /a sends add 7 to /b/1
                /a sends close "now" to /b/:n
                /a sends publication "x" to news.uk
                /a sends request "y" to desk
                /a sends stop to /b/2
                /a succeeds
                /b/1 <- add.onCommand 7
                /b/1 succeeds
                /b/1 <- close.onCommand "now"
                /b/1 succeeds
                /b/2 <- close.onCommand "now"
                /b/2 succeeds
                /b/1 <- news.*.onMessage "x"
                /b/1 succeeds
                /b/2 <- news.uk.onMessage "x"
                /b/2 succeeds
                /b/2 <- desk.onRequest "y"
                /b/2 succeeds
                /b/2 <- stop
                /b/2 succeeds
                """))
        .containsExactly("command to /a go 1");
  }

  @Test
  void whatNobodyHasSent_isAnInput_alsoWhereAnAgentHasSentTheLike() {
    assertThat(
            sent(
                """
                /a <- go.onCommand 1
                /a sends add 7 to /b
                /a succeeds
                /b <- add.onCommand 8
                /b succeeds
                /b <- add.onCommand 7
                /b succeeds
                /b <- add.onCommand 7
                /b succeeds
                /b <- total.write 3
                /b succeeds
                /b <- stop
                /b succeeds
                """))
        .containsExactly(
            "command to /a go 1",
            "command to /b add 8",
            "command to /b add 7",
            "write to /b total 3",
            "stop of /b");
  }

  @Test
  void publicationFromOutside_isOne_howeverManyHaveGotIt() {
    assertThat(
            sent(
                """
                /a <- news.*.onMessage "x"
                /a succeeds
                /b <- news.uk.onMessage "x"
                /b succeeds
                /b <- news.uk.onMessage "x"
                /b succeeds
                /a <- news.*.onMessage "x"
                /a succeeds
                /a <- sport.*.onMessage "x"
                /a succeeds
                """))
        .containsExactly(
            "publication on news.uk \"x\"",
            "publication on news.uk \"x\"",
            "publication on sport.* \"x\"");
  }

  @Test
  void messageToAnEndpoint_isARequest_whereItIsAnswered() {
    assertThat(
            sent(
                """
                /a <- desk.onRequest 1
                /a sends answer 2 to desk
                /a succeeds
                /a <- bell.onRequest 3
                /a succeeds
                """))
        .containsExactly("request to desk 1", "message to bell 3");
  }

  @Test
  void whatIsNoInput_isTold() {
    TraceInputs inputs =
        inputs(
            """
            /a <- onStart
            /a succeeds
            /a <- lane.link
            /a succeeds
            client:1 <- lane.onLinkEvent 1
            client:1 succeeds
            /a <- map.write Update[key=a, value=1, isNew=true]
            /a succeeds
            /a <- scheduled
            /a succeeds
            /a <- tick.onTime
            /a succeeds
            /a <- ask
            /a succeeds
            /b <- charge.suspended
            /a <- ask by /b
            /a succeeds
            /b succeeds
            /b <- suspended
            /b sends add 1 to /a
            /b fails: java.lang.IllegalStateException
            /b <- suspended, retry 1
            /b succeeds
            /a <- add.onCommand 1
            /a succeeds
            """);
    assertThat(inputs.all()).isEmpty();
    assertThat(inputs.others())
        .containsExactly(
            "a link from outside to 'lane' of /a",
            "what a program did as client:1: that is code",
            "'/a map.write Update[key=a, value=1, isNew=true]': a write to a key",
            "when 'scheduled' of /a was due: the trace has no times",
            "when 'tick.onTime' of /a was due: the trace has no times",
            "what /a was asked from outside: a question is code",
            "what work came to that /b has suspended: it is done again (2 times)",
            "'/a add.onCommand 1', if not by /b, which sent the same and failed");
  }

  /** F10: what stands before a checkpoint has left, though its cascade goes on. */
  @Test
  void whatACascadeSends_thatGoesOn_isNoInput() {
    assertThat(
            sent(
                """
                /a <- go.onCommand 1
                /a sends add 7 to /b
                /b <- add.onCommand 7
                /b succeeds
                /a succeeds
                """))
        .containsExactly("command to /a go 1");
  }
}
