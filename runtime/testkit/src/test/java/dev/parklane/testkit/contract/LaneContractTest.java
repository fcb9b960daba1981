package dev.parklane.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
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

  /** And each check is failed by some fault: one that nothing can fail would say nothing. */
  @Test
  void kindWithoutAFault_passes_andIsAskedForAllThatAFaultCanBreak() {
    Checks checks = Checks.all(TallyContract.class);
    assertThat(checks.failed()).isEmpty();
    assertThat(checks.skipped()).containsExactly("linkToAKindWithoutAForm_isRefused_J1");
    Set<String> found =
        Arrays.stream(Fault.values())
            .flatMap(fault -> fault.foundBy().stream())
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(found).hasSizeGreaterThan(30).isEqualTo(checks.names());
  }

  @ParameterizedTest
  @EnumSource
  void kindWithAFault_failsTheChecksForIt(Fault fault) {
    TallyContract.fault = fault;
    assertThat(Checks.some(TallyContract.class, fault.foundBy()).failed())
        .isEqualTo(new TreeSet<>(fault.foundBy()));
  }

  /** Waits for ever in each change. */
  static class Stuck extends TallyContract {
    @Override
    public void change(Tally lane, int n) {
      try {
        new CountDownLatch(1).await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  @Test
  void kindThatWaitsForEver_isEndedByATimeOut() {
    String check = "failedCascades_leaveTheState_F2";
    assertThat(Checks.one(Stuck.class, check, "100 ms").failed()).containsExactly(check);
    assertThat(Thread.interrupted()).isFalse();
  }
}
