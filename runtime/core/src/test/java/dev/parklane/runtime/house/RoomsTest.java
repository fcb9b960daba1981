package dev.parklane.runtime.house;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parklane.runtime.Plane;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The order of the rooms: a file uses what stands in its own room and in those below, and no more.
 * The plan, {@code rooms.txt}, lists the rooms from the top down, and what does not keep the order
 * yet. Whoever takes an arrow away takes it off the list, so that it does not come back.
 */
class RoomsTest {
  private final Imports imports;
  private final Plan plan;

  RoomsTest() throws Exception {
    imports = Imports.around(Plane.class);
    plan = Plan.read(text());
  }

  private static String text() throws IOException {
    try (InputStream in = RoomsTest.class.getResourceAsStream("rooms.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void everyFile_hasARoom_andEveryRoomOfThePlanIsThere() {
    assertThat(plan.unknown(imports.files())).isEmpty();
    assertThat(plan.empty(imports.files())).isEmpty();
  }

  @Test
  void noArrow_runsBack_butThoseOfTheList() {
    assertThat(backwards(imports)).isEqualTo(plan.backwards());
  }

  @Test
  void noFile_isInACircle_butInThoseOfTheList() {
    for (Set<String> circle : circles()) {
      assertThat(plan.circles())
          .as("circles around %s", circle)
          .anyMatch(listed -> listed.containsAll(circle));
    }
  }

  /** A list that nobody needs any more would let what it names come back. */
  @Test
  void everyCircleOfTheList_isThere() {
    assertThat(circles()).containsExactlyInAnyOrderElementsOf(plan.circles());
  }

  private List<Set<String>> circles() {
    return imports.circles().stream()
        .map(circle -> circle.stream().map(Plan::shortName).collect(Collectors.toSet()))
        .toList();
  }

  private SortedSet<String> backwards(Imports of) {
    SortedSet<String> back = new TreeSet<>();
    for (String file : of.files()) {
      for (String other : of.from(file)) {
        if (plan.isAbove(other, file)) {
          back.add(Plan.shortName(file) + " > " + Plan.shortName(other));
        }
      }
    }
    return back;
  }

  /** What the test would say of a file that uses what stands above it. */
  @Test
  void plantedArrow_isFound() {
    assertThat(plan.isAbove("dev.parklane.runtime.Plane", "dev.parklane.runtime.Mailbox")).isTrue();
    assertThat(plan.isAbove("dev.parklane.runtime.Mailbox", "dev.parklane.runtime.Plane"))
        .isFalse();
  }
}
