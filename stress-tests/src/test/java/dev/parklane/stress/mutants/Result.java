package dev.parklane.stress.mutants;

import dev.parklane.stress.mutants.Verdict.Outcome;
import java.util.Locale;

/** A mutant, and what its test has made of it. */
record Result(Mutant mutant, Verdict verdict) {
  /** Whether the test has seen the fault: it has failed, or it has not come to its end. */
  boolean isKill() {
    return verdict.is(Outcome.FAILED) || isHang();
  }

  boolean isHang() {
    return verdict.is(Outcome.HUNG);
  }

  /** Two lines of a table. */
  String row() {
    return String.format(
        Locale.ROOT,
        "%-7s  %5.1f s  %-9s  %s%n%30sby %s",
        word(),
        verdict.time().toMillis() / 1e3,
        String.join(" ", mutant.laws()),
        mutant.fault(),
        "",
        mutant.test());
  }

  private String word() {
    return switch (verdict.outcome()) {
      case FAILED -> "killed";
      case HUNG -> "hung";
      case PASSED -> "LIVES";
      case VOID -> "VOID";
    };
  }
}
