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

/** What the contract of a store finds, and that it finds nothing where nothing is wrong. */
@Timeout(60)
class StateStoreContractTest {
  @AfterEach
  void mend() {
    ShelfContract.fault = null;
  }

  /** And each check is failed by some fault: one that nothing can fail would say nothing. */
  @Test
  void storeWithoutAFault_passes_andIsAskedForAllThatAFaultCanBreak() {
    Checks checks = Checks.all(ShelfContract.class);
    assertThat(checks.failed()).isEmpty();
    assertThat(checks.skipped()).isEmpty();
    Set<String> found =
        Arrays.stream(StoreFault.values())
            .flatMap(fault -> fault.foundBy().stream())
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(found).hasSizeGreaterThan(10).isEqualTo(checks.names());
  }

  @ParameterizedTest
  @EnumSource
  void storeWithAFault_failsTheChecksForIt(StoreFault fault) {
    ShelfContract.fault = fault;
    assertThat(Checks.some(ShelfContract.class, fault.foundBy()).failed())
        .isEqualTo(new TreeSet<>(fault.foundBy()));
  }
}
