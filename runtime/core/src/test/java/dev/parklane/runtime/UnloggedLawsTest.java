package dev.parklane.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What reaches a user all the same who has bound nothing to SLF4J. Each in a new JVM. */
class UnloggedLawsTest {
  private static final String OPENS = "--add-opens=java.base/java.lang=ALL-UNNAMED";
  private static final String REMEDY =
      " (told once; add slf4j-simple or another provider of SLF4J to see failures in full)";

  private static List<String> ours(ChildJvm.End end) {
    return end.errors().lines().filter(line -> line.startsWith("Parklane: ")).toList();
  }

  /** F5, O4, L5: the first failure, the first dead letter, and the exception of close(). */
  @ParameterizedTest
  @ValueSource(strings = {"-Dno=opens", OPENS})
  void user_withoutALog_isToldTheFirstOfEach_andWhatCloseThrows(String option) throws Exception {
    ChildJvm.End end = ChildJvm.with(option).withoutLoggingProvider().run(UnloggedProgram.class);
    assertThat(end.output()).isEqualToIgnoringNewLines("dead letters: 2");
    assertThat(end.code()).isEqualTo(1);
    assertThat(ours(end)).hasSize(2).allMatch(line -> line.endsWith(REMEDY));
    assertThat(ours(end))
        .anyMatch(line ->
            line.startsWith(
                "Parklane: agent failed, /failing/:name, a.onEvent, java.lang.IllegalStateException"
                    + " at "))
        .anyMatch(
            line -> line.startsWith("Parklane: dead letter to /failing/one: nolane: [PL-O4.2] "));
    assertThat(end.errors())
        .contains(
            "Exception in thread \"main\" java.lang.IllegalStateException: [PL-L5.4] the plane is"
                + " closed")
        .contains("a.onEvent")
        .contains("/stuck/one in ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-Dno=opens", OPENS})
  void user_withALog_isToldByItAlone(String option) throws Exception {
    ChildJvm.End end = ChildJvm.with(option).run(UnloggedProgram.class);
    assertThat(ours(end)).isEmpty();
    assertThat(end.errors().lines().filter(line -> line.contains("its cascade is rolled back")))
        .hasSize(2);
  }
}
