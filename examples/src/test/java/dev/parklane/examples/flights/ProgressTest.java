package dev.parklane.examples.flights;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parklane.examples.Captured;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private final Captured out = new Captured();

  @Test
  void progress_noTerminal_isALineForEachQuarter() {
    Progress progress = new Progress(out, false, 2_000);

    for (int i = 0; i < 20; i++) {
      progress.advance(100);
    }

    assertThat(out.lines())
        .containsExactly(
            "   25%  500 flights",
            "   50%  1,000 flights", "   75%  1,500 flights", "  100%  2,000 flights");
    assertThat(out.text()).doesNotContain("\r");
  }

  @Test
  void progress_severalQuartersAtOnce_areOneLine() {
    new Progress(out, false, 3).advance(3);

    assertThat(out.lines()).containsExactly("  100%  3 flights");
  }

  @Test
  void progress_terminal_isOneLineThatIsWrittenOver() {
    Progress progress = new Progress(out, true, 4);

    progress.advance(1);
    progress.advance(3);

    assertThat(out.text())
        .isEqualTo(
            "\r  ["
                + "#".repeat(10)
                + "-".repeat(30)
                + "]  25%  1 flights"
                + "\r  ["
                + "#".repeat(40)
                + "] 100%  4 flights"
                + System.lineSeparator());
  }
}
