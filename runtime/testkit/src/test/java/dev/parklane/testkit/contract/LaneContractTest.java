package dev.parklane.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the contract of a kind of lane finds, and that it finds nothing where nothing is wrong. */
@Timeout(60)
class LaneContractTest {
  @AfterEach
  void mend() {
    TallyContract.fault = null;
  }

  @Test
  void kindWithoutAFault_passes_andIsAskedForEverything() {
    Checks checks = Checks.all(TallyContract.class);
    assertThat(checks.failed()).isEmpty();
    assertThat(checks.skipped()).containsExactly("linkToAKindWithoutAForm_isRefused_J1");
  }

  @ParameterizedTest
  @EnumSource
  void kindWithAFault_failsTheChecksForIt(Fault fault) {
    TallyContract.fault = fault;
    assertThat(Checks.some(TallyContract.class, fault.foundBy()).failed())
        .isEqualTo(new TreeSet<>(fault.foundBy()));
  }

  /** A check that nothing can fail would say nothing. */
  @Test
  void everyCheck_isFailedBySomeFault() {
    Set<String> found =
        Arrays.stream(Fault.values())
            .flatMap(fault -> fault.foundBy().stream())
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(found).hasSizeGreaterThan(30).isEqualTo(Checks.all(TallyContract.class).names());
  }
}
