package dev.parklane.examples.market;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

class MarketTest {
  private static final Pattern OUTPUT =
      Pattern.compile("<!-- output: market -->\n```\n(.*?)```\n", Pattern.DOTALL);

  private final Captured out = new Captured();
  private final Captured err = new Captured();

  @TempDir private Path folder;

  /** For the tests of what needs one. */
  static boolean hasCompiler() {
    return CCompiler.isThere();
  }

  @Test
  @EnabledIf(value = "hasCompiler", disabledReason = "there is no C compiler (cc) here")
  void strategies_inThreeLanguages_giveTheSameOrders() throws Exception {
    int code = Market.run("", out, err);

    assertThat(err.lines()).isEmpty();
    assertThat(code).isZero();
    assertThat(out.lines())
        .hasSize(5)
        .allMatch(line -> !line.startsWith("  ") || line.contains(" 19 orders: sell at 99.63, buy"))
        .contains("the same orders in the same order");
    assertThat(out.text()).isEqualTo(shown());
  }

  /** What the documentation says that it prints. */
  private static String shown() throws IOException {
    Path root = Path.of("").toAbsolutePath().getParent().getParent();
    Matcher output = OUTPUT.matcher(Files.readString(root.resolve("examples/README.md")));
    assertThat(output.find()).as("output of market in examples/README.md").isTrue();
    return output.group(1);
  }

  @Test
  void market_withoutACompiler_leavesTheStrategyInCOut_andSaysSo() throws Exception {
    int code = Market.run(Bars.random(1, 600), Optional.empty(), out, err);

    assertThat(code).isZero();
    assertThat(out.lines())
        .hasSize(5)
        .contains("no C compiler here (cc): the strategy in C is left out");
  }

  @Test
  void market_noBars_hasNoOrders() throws Exception {
    int code = Market.run(List.of(), Optional.empty(), out, err);

    assertThat(code).isZero();
    assertThat(out.text()).contains("  java      0 orders: ...; in the end +0.00");
  }

  @Test
  void bars_ofAFile_arePlayed() throws Exception {
    StringBuilder lines = new StringBuilder(Bars.COLUMNS + "\n");
    for (int minute = 1; minute <= 200; minute++) {
      double price = 100 + Math.floorMod(minute / 40, 2) * 5;
      lines.append("%d,%s,%s,%s,%s,1%n".formatted(minute, price, price, price, price));
    }
    Path file = Files.writeString(folder.resolve("bars.csv"), lines);

    int code = Market.run(Bars.read(file), Optional.empty(), out, err);

    assertThat(code).isZero();
    assertThat(out.text()).contains("200 bars of a minute").contains("buy at 105.00");
  }

  /** After it none of the closes before counts, in any language. */
  @Test
  void strategies_agree_afterAPauseOfTheMarket() throws Exception {
    List<Bar> bars = new ArrayList<>(Bars.random(3, 600));
    long pause = Duration.ofHours(5).toNanos();
    for (int i = 300; i < bars.size(); i++) {
      Bar bar = bars.get(i);
      bars.set(
          i,
          new Bar(bar.end() + pause, bar.open(), bar.high(), bar.low(), bar.close(), bar.volume()));
    }
    Path library = CCompiler.isThere() ? CCompiler.compile(folder).orElse(null) : null;

    int code = Market.run(bars, Optional.ofNullable(library), out, err);

    assertThat(err.lines()).isEmpty();
    assertThat(code).isZero();
    Captured without = new Captured();
    Market.run(Bars.random(3, 600), Optional.ofNullable(library), without, err);
    assertThat(out.text()).isNotEqualTo(without.text()); // the pause has made a difference
  }

  @Test
  void bars_lineThatIsNone_isNamed() throws Exception {
    Path file = Files.writeString(folder.resolve("bars.csv"), "1,1,1,1,1,1\n1,1,1,1,1,1\n");

    int code = Market.run(file.toString(), out, err);

    assertThat(code).isEqualTo(2);
    assertThat(err.text())
        .contains(file + ":2: minute 1 is not after the one before")
        .contains("give -Dbars the path of a file with the columns " + Bars.COLUMNS);
  }

  @Test
  void bars_fileThatIsMissing_isNamed() throws Exception {
    int code = Market.run(folder.resolve("none.csv").toString(), out, err);

    assertThat(code).isEqualTo(2);
    assertThat(err.text()).contains("cannot read the bars in '" + folder.resolve("none.csv"));
  }

  @Test
  void barOfFiveMinutes_addsUpThoseOfOne() {
    assertThat(new Bar(1, 5, 7, 4, 6, 10).with(new Bar(2, 6, 9, 5, 8, 20)))
        .isEqualTo(new Bar(2, 5, 9, 4, 8, 30));
  }

  /** A stream that keeps what is printed to it. */
  private static final class Captured extends PrintStream {
    Captured() {
      super(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
    }

    String text() {
      return ((ByteArrayOutputStream) out).toString(StandardCharsets.UTF_8);
    }

    List<String> lines() {
      return text().lines().toList();
    }
  }
}
