package dev.parklane.stress.figures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.parklane.stress.bench.Cell;
import dev.parklane.stress.bench.Pace;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a page makes of figures. */
class PageTest {
  private static final Ref OURS = Ref.of("Ours.write");
  private static final Ref THEIRS = Ref.of("Theirs.write");

  private static Cell cell(
      String benchmark, double score, String unit, Map<String, String> params) {
    return new Cell(benchmark, params, score, Cell.UNKNOWN, unit, 1);
  }

  private static Cell ours(double score, String scheduler) {
    return cell("Ours.write", score, "ns", Map.of("scheduler", scheduler));
  }

  private static Cell theirs(double score, String setting) {
    return cell("Theirs.write", score, "ns", Map.of("setting", setting));
  }

  private static Row row() {
    return Row.of("a write", OURS)
        .beside("theirs", THEIRS)
        .is(Goal.atMost("2 of it", cells -> 2 * cells.score(THEIRS)));
  }

  private static Cells cells(Cell... all) {
    return new Cells(List.of(all));
  }

  @Test
  void peer_isTheBestOfItsSettings() {
    Cells cells = cells(ours(90, "lock-step"), theirs(50, "a"), theirs(30, "b"), theirs(40, "c"));

    assertThat(row().ratio(cells)).hasValue(3);
    assertThat(row().toReach(cells)).hasValue(60);
    assertThat(row().isMet(cells)).contains(false);
  }

  @Test
  void best_ofRates_isTheHighest() {
    Cells cells =
        cells(
            cell("Theirs.write", 5, "/s", Map.of("setting", "a")),
            cell("Theirs.write", 7, "/s", Map.of("setting", "b")));

    assertThat(cells.score(THEIRS)).isEqualTo(7);
  }

  @Test
  void goal_isMet_atItsVeryFigure() {
    assertThat(row().isMet(cells(ours(60, "lock-step"), theirs(30, "a")))).contains(true);
    Goal rate = Goal.atLeast("5", cells -> 5);
    assertThat(rate.isMetBy(5, 5)).isTrue();
    assertThat(rate.isMetBy(4.9, 5)).isFalse();
  }

  @Test
  void goal_ofAPeerThatWasNotMeasured_isNeitherMetNorMissed() {
    Cells cells = cells(ours(60, "lock-step"));

    assertThat(row().isMet(cells)).isEmpty();
    assertThat(row().ratio(cells)).isEmpty();
  }

  @Test
  void figures_withTheFlagAndWithout_standApart() {
    Cells cells = cells(ours(60, "lock-step"), ours(20, "default"), theirs(30, "a"));

    assertThat(row().withFlag(cells).map(Cell::score)).contains(60.0);
    assertThat(row().withoutFlag(cells).map(Cell::score)).contains(20.0);
    assertThat(row().withoutFlag(cells(theirs(30, "a")))).isEmpty();
  }

  @Test
  void page_isReadBack_fromItsJson() {
    Page page =
        new Page(
            new Machine("a \"fast\" one", 2, 6000, "Linux amd64", "JDK", "1.37"),
            Instant.parse("2026-11-28T12:00:00Z"),
            31.5,
            Pace.QUICK,
            "a note",
            cells(
                new Cell(
                    "Ours.write", Map.of("n", "1", "setting", "threads 2"), 1.5, 0.25, "ns", 3),
                theirs(123_456, "a")));

    assertThat(PageJson.read(PageJson.of(page))).isEqualTo(page);
  }

  @Test
  void rows_tellRatioAndGoal_inMarkdownAndJson() {
    Page page =
        page(
            Map.of(
                "HandOffBenchmark.handOffAndBack",
                400.0,
                "TriggerBenchmark.triggerFromRoot",
                500.0));

    assertThat(Markdown.of(page, "plot.svg"))
        .contains(
            "| a lane write that triggers one handler, until the next line runs | 500 ns | |",
            "the limit: 400 ns | 1.3 | at most 1.5 limits: 600 ns | yes |")
        .doesNotContain("mounted", "plot.svg");
    assertThat(PageJson.of(page))
        .contains("\"ratio\": 1.25", "\"goal\": \"at most 1.5 limits\"", "\"toReach\": 600")
        .contains("\"met\": true");
  }

  private static Page page(Map<String, Double> scores) {
    List<Cell> cells =
        scores.entrySet().stream()
            .map(e ->
                cell(
                    e.getKey(),
                    e.getValue(),
                    "ns",
                    Map.of("scheduler", "lock-step", "dispatch", "parked")))
            .toList();
    return new Page(
        new Machine("one", 2, 6000, "Linux amd64", "JDK", "1.37"),
        Instant.EPOCH,
        1,
        Pace.FULL,
        "",
        new Cells(cells));
  }

  @Test
  void mounted_hasRowsOfItsOwn_whenItWasMeasured() {
    Cell mounted =
        cell(
            "CommandBenchmark.commandToOneAgent",
            300,
            "ns",
            Map.of("scheduler", "lock-step", "dispatch", "mounted"));
    Cell pekko = cell("CommandBenchmark.peerPekkoActorToChild", 400, "ns", Map.of());
    Cell executor = cell("CommandBenchmark.peerExecutorThatKeepsUndo", 210, "ns", Map.of());
    Page page =
        new Page(
            new Machine("one", 2, 6000, "Linux amd64", "JDK", "1.37"),
            Instant.EPOCH,
            1,
            Pace.FULL,
            "",
            cells(mounted, pekko, executor));

    assertThat(Markdown.of(page, "plot.svg"))
        .contains("| the same, mounted | 300 ns |")
        .contains("0.6 of Pekko or 1.5 of the executor, whichever is larger: 315 ns | yes |");
  }

  @Test
  void halfLoads_tellPekkosBestSetting() {
    Cells cells =
        cells(
            half("HalfLoad.rate", "threads 1", 100),
            half("HalfLoad.rate", "threads 2", 200),
            half("HalfLoad.rate", "parked", 150));

    assertThat(HalfLoads.of(cells))
        .extracting(HalfLoads.Subject::who)
        .containsExactly("Parklane, parked", "Pekko, an actor that tells its child (threads 2)");
  }

  private static Cell half(String benchmark, String subject, double score) {
    return cell(benchmark, score, "/s", Map.of("subject", subject, "scheduler", "lock-step"));
  }

  @Test
  void readme_keepsWhatStandsAroundTheFigures() {
    String readme =
        "before\n<!-- begin figures: by mvn -q -Pbench compile exec:exec -Dbench=keep -->\nold\n"
            + "<!-- end figures -->\nafter\n";

    String with = Readme.with(readme, Readme.WHOLE, "new\n");

    assertThat(with).isEqualTo(readme.replace("old", "new"));
    assertThat(Readme.between(with, Readme.WHOLE)).isEqualTo("new\n");
    assertThatIllegalStateException()
        .isThrownBy(() -> Readme.with(readme, Readme.BRIEF, "new\n"))
        .withMessageContaining("begin figures in brief");
  }

  @Test
  void amounts_haveThreeDigits_inAUnitThatSuitsThem() {
    assertThat(Amount.of(1.26, "ns")).isEqualTo("1.3 ns");
    assertThat(Amount.of(9_999, "ns")).isEqualTo("9,999 ns");
    assertThat(Amount.of(10_000, "ns")).isEqualTo("10 us");
    assertThat(Amount.of(2.2e9, "ns")).isEqualTo("2.2 s");
    assertThat(Amount.of(999_999, "ns")).isEqualTo("1,000 us");
    assertThat(Amount.of(1_600_000, "ns")).isEqualTo("1.6 ms");
    assertThat(Amount.of(2.2e10, "ns")).isEqualTo("22 s");
    assertThat(Amount.of(1_961_234, "/s")).isEqualTo("1,961,000");
    assertThat(Amount.of(416, "bytes")).isEqualTo("416 bytes");
    assertThat(Amount.of(4_750_000, "bytes")).isEqualTo("4.8 MB");
    assertThat(Amount.of(new Cell("a", Map.of(), 500, 99, "ns", 3))).isEqualTo("500 ± 99 ns");
  }
}
