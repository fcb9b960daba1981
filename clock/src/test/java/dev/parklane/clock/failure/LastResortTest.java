package dev.parklane.clock.failure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parklane.clock.failure.LastResort.Subject;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** Law F5, where nothing is bound to the log. */
class LastResortTest {
  private final List<String> lines = new CopyOnWriteArrayList<>();

  @Test
  void first_ofEachSubject_isOneLineWithTheRemedy_andNoneComesAfterIt() {
    LastResort resort = new LastResort(() -> true, lines::add);
    for (int i = 1; i <= 3; i++) {
      resort.tell(Subject.FAILURE, "agent failed " + i);
      resort.tell(Subject.DEAD_LETTER, "dead letter\nin two lines " + i);
    }
    assertThat(lines)
        .containsExactly(
            "Parklane: agent failed 1 (told once; add slf4j-simple or another provider of SLF4J to"
                + " see failures in full)",
            "Parklane: dead letter in two lines 1 (told once; add slf4j-simple or another provider"
                + " of SLF4J to see failures in full)");
  }

  @Test
  void first_whereSomethingIsBound_isLeftToTheLog() {
    LastResort resort = new LastResort(() -> false, lines::add);
    resort.tell(Subject.FAILURE, "agent failed");
    assertThat(lines).isEmpty();
  }
}
