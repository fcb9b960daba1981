package dev.parklane.stress;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every law that speaks of order, atomicity or loss has its property, and this is where it is. */
class LawTableTest {
  private static final String STRESS = "stress-tests/src/test/java/dev/parklane/stress/";
  private static final String CLOCK = "clock/src/test/java/dev/parklane/clock/";
  private static final String TESTKIT = "runtime/testkit/src/test/java/dev/parklane/testkit/";
  private static final String GUESTS = "stress-tests/guests/src/test/java/dev/parklane/runtime/";

  /** A law, then the tests whose properties hold the runtime to it, the sharpest first. */
  private static final String TABLE =
      """
      E1  Mailbox planes/Plane
      E2  Mailbox planes/Plane
      E3  Cascade planes/Plane
      E6  Mailbox planes/Plane
      E9  Cascade planes/Plane
      E10 planes/Plane Outbox
      V2  Cascade planes/Plane
      V3  Cascade planes/Plane
      M1  Cascade planes/Plane
      M2  Cascade planes/Plane
      M3  Cascade planes/Plane
      M4  Cascade
      M5  Cascade
      M6  Cascade
      M8  Copy Join
      C1  Cascade planes/Plane
      C2  links/Link
      C3  links/Link
      C4  planes/Plane links/Link
      J1  Join planes/Plane
      J2  Join planes/Plane
      J3  Join planes/Plane
      J4  Join planes/Plane
      J5  Join planes/Plane
      J6  links/Link Join planes/Plane
      J7  planes/Plane Join links/Link
      F1  Cascade Rollback planes/Plane
      F2  Rollback Outbox planes/Plane
      F3  Rollback planes/Plane
      F7  MadeInVain
      F8  Loop
      F10 planes/Plane MadeInVain Retry
      F11 Retry
      G2  Cascade
      O1  Outbox planes/Plane
      O2  planes/Plane
      O3  planes/Plane Closing requests/Request
      O4  Cascade
      O5  SameOrders
      S1  planes/Plane Rollback
      S3  planes/Plane Rollback
      S4  draining/Draining
      L1  Mailbox planes/Plane
      L2  Cascade planes/Plane
      L3  Mailbox planes/Plane
      L5  Closing draining/Draining
      K7  clock/Model planes/Plane
      K8  clock/WakeQueue clock/Model
      K10 clock/Model planes/Plane
      K13 clock/CalendarZones
      B2  Bus planes/Plane
      B4  Bus planes/Plane
      B5  Bus planes/Plane
      B6  requests/Request
      B7  Bus planes/Plane
      B8  BusOutage
      H2  guests/Languages
      Q3  testkit/Explorer
      """;

  /** As in {@code E1}, {@code J1-J7} and {@code K1 to K8}. */
  private static final Pattern CITATION =
      Pattern.compile("\\b([A-Z])(\\d+)\\b(?:(?:-| to )\\1(\\d+)\\b)?");

  private record Row(String law, List<String> tests) {
    static Row of(String line) {
      List<String> words = List.of(line.split(" +"));
      return new Row(words.getFirst(), words.subList(1, words.size()));
    }
  }

  static Stream<Row> rows() {
    return TABLE.lines().map(Row::of);
  }

  @ParameterizedTest
  @MethodSource("rows")
  void law_isHeldByTheProperties_thatCiteIt(Row row) throws IOException {
    assertThat(row.tests()).isNotEmpty();
    for (String test : row.tests()) {
      String source = read(test);
      assertThat(source).as(test).contains("@Property(");
      assertThat(cited(source)).as(test).contains(row.law());
    }
  }

  private static String read(String test) throws IOException {
    String name = test.substring(test.indexOf('/') + 1);
    String path =
        switch (test.substring(0, test.length() - name.length())) {
          case "clock/" -> CLOCK + name + "Test.java";
          case "guests/" -> GUESTS + name + "PropertiesTest.java";
          case "testkit/" -> TESTKIT + name + "PropertiesTest.java";
          default -> STRESS + test + "PropertiesTest.java";
        };
    return Files.readString(root().resolve(path));
  }

  /** Tests run in the folder of their module. */
  private static Path root() {
    return Path.of("").toAbsolutePath().getParent();
  }

  /** The laws that are named in labels and comments. */
  private static Set<String> cited(String source) {
    Matcher matcher = CITATION.matcher(source);
    return matcher
        .results()
        .flatMap(LawTableTest::laws)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Stream<String> laws(MatchResult citation) {
    int first = Integer.parseInt(citation.group(2));
    int last = citation.group(3) == null ? first : Integer.parseInt(citation.group(3));
    return Stream.iterate(first, n -> n <= last, n -> n + 1).map(n -> citation.group(1) + n);
  }
}
