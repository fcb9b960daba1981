package dev.parklane.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Where the pages lead to is there: links, headings, folders, laws, profiles and examples. */
class LinksTest {
  private static final int MOST_LINES = 200;
  private static final Pattern CODE = Pattern.compile("`([^`]*)`");
  private static final Pattern LINK = Pattern.compile("\\[[^]]*]\\(([^)\\s]+)\\)");
  private static final Pattern REFERENCE = Pattern.compile("^\\[[^]]+]:.*");
  private static final Pattern HEADING = Pattern.compile("^#{1,6} +(.*)");
  private static final Pattern OURS =
      Pattern.compile("(clock|runtime|lanes|examples|stress-tests)(/[\\w.-]+)+");
  private static final Pattern LAW = Pattern.compile("\\b([EXVMCJFGOSLKBHQDWNR]\\d{1,2})\\b");
  private static final Pattern PROFILE = Pattern.compile("-P([a-z]+)");
  private static final Pattern EXAMPLE = Pattern.compile("-Dexample=(\\w+)");

  private final List<Page> pages = Page.all();
  private final Map<Path, Page> byFile =
      pages.stream().collect(Collectors.toMap(Page::file, page -> page));

  private static List<String> matches(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(match -> match.group(1)).toList();
  }

  /** The targets of a page's links that lead nowhere outside the project. */
  private static List<String> links(Page page) {
    return page.prose().stream()
        .map(line -> CODE.matcher(line).replaceAll(""))
        .flatMap(line -> matches(LINK, line).stream())
        .filter(target -> !target.startsWith("https://"))
        .toList();
  }

  private static Path file(Page page, String target) {
    String path = target.replaceFirst("#.*", "");
    return path.isEmpty() ? page.file() : page.file().getParent().resolve(path).normalize();
  }

  @Test
  void links_leadToFilesAndHeadingsThatAreThere() {
    List<String> broken = new ArrayList<>();
    int seen = 0;
    for (Page page : pages) {
      for (String target : links(page)) {
        Path file = file(page, target);
        int hash = target.indexOf('#');
        boolean there =
            file.startsWith(Page.ROOT)
                && Files.exists(file)
                && (hash < 0
                    || byFile.containsKey(file)
                        && anchors(byFile.get(file)).contains(target.substring(hash + 1)));
        if (!there) {
          broken.add(page.name() + ": " + target);
        }
        seen++;
      }
    }
    assertThat(broken).isEmpty();
    assertThat(seen).isGreaterThan(50);
  }

  /** What a heading is called in a link, as GitHub has it. */
  private static Set<String> anchors(Page page) {
    Set<String> anchors = new HashSet<>();
    Map<String, Integer> before = new HashMap<>();
    for (String line : page.prose()) {
      for (String heading : matches(HEADING, line)) {
        String anchor =
            heading
                .strip()
                .replaceAll("\\[([^]]*)]\\([^)]*\\)", "$1")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}_ -]", "")
                .replace(' ', '-');
        int times = before.merge(anchor, 1, Integer::sum);
        anchors.add(times == 1 ? anchor : anchor + "-" + (times - 1));
      }
    }
    return anchors;
  }

  /** Only one form of link is looked at above. */
  @Test
  void links_areWrittenWhereTheyStand() {
    assertThat(pages)
        .allSatisfy(page ->
            assertThat(page.prose())
                .as(page.name())
                .noneMatch(line -> REFERENCE.matcher(line).matches())
                .noneMatch(line -> line.contains("<a ")));
  }

  @Test
  void everyPage_isReachedFromTheFirst() {
    Set<Path> reached = new HashSet<>();
    Deque<Path> next = new ArrayDeque<>(List.of(Page.ROOT.resolve("README.md")));
    while (!next.isEmpty()) {
      Path file = next.pop();
      if (byFile.containsKey(file) && reached.add(file)) {
        links(byFile.get(file)).forEach(target -> next.add(file(byFile.get(file), target)));
      }
    }
    assertThat(pages).filteredOn(page -> !reached.contains(page.file())).isEmpty();
  }

  @Test
  void firstPage_isShort() {
    assertThat(Page.of("README.md").text().lines().count()).isLessThanOrEqualTo(MOST_LINES);
  }

  @Test
  void foldersAndFiles_thatAreNamed_areThere() {
    assertThat(pages)
        .allSatisfy(page ->
            assertThat(page.prose())
                .as(page.name())
                .flatMap(line -> matches(CODE, line))
                .filteredOn(code -> OURS.matcher(code).matches())
                .allSatisfy(code -> assertThat(Page.ROOT.resolve(code)).exists()));
  }

  @Test
  void laws_thatAreCited_areThere() {
    Set<String> laws =
        Pattern.compile("(?m)^- \\*\\*(\\w+)\\*\\*")
            .matcher(Page.of("runtime/LAWS.md").text())
            .results()
            .map(match -> match.group(1))
            .collect(Collectors.toSet());
    assertThat(laws).hasSizeGreaterThan(80);
    assertThat(pages)
        .allSatisfy(page ->
            assertThat(page.prose())
                .as(page.name())
                .map(line -> CODE.matcher(line).replaceAll(""))
                .flatMap(line -> matches(LAW, line))
                .allMatch(laws::contains));
  }

  @Test
  void profiles_thatAreNamed_areThere() throws IOException {
    Set<String> profiles = new HashSet<>();
    try (Stream<Path> files = Files.walk(Page.ROOT, 4)) {
      for (Path pom : files.filter(f -> f.endsWith("pom.xml")).toList()) {
        Pattern.compile("<profile>\\s*<id>(\\w+)</id>")
            .matcher(Page.read(pom))
            .results()
            .map(match -> match.group(1))
            .forEach(profiles::add);
      }
    }
    List<String> named = pages.stream().flatMap(p -> matches(PROFILE, p.text()).stream()).toList();
    assertThat(named).contains("bench", "mutants").allMatch(profiles::contains);
  }

  @Test
  void examples_haveALineOnTheirPage() throws Exception {
    Captured told = new Captured();
    PrintStream standardErr = System.err;
    System.setErr(told);
    try {
      assertThat(Main.run("?")).isNotZero();
    } finally {
      System.setErr(standardErr);
    }
    Collection<String> examples =
        Pattern.compile("\\w+")
            .matcher(told.text().replaceFirst("(?s).*give one of these: ", ""))
            .results()
            .map(MatchResult::group)
            .toList();
    String page = Page.of("examples/README.md").text();
    assertThat(examples)
        .contains("flights")
        .allSatisfy(name -> assertThat(page).contains("| `" + name + "` |"));
    assertThat(matches(EXAMPLE, page)).isSubsetOf(examples).contains("names", "market");
  }
}
