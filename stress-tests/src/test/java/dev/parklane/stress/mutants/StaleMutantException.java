package dev.parklane.stress.mutants;

/** A mutant does not fit the library as it is now. The message says which, where, why. */
final class StaleMutantException extends RuntimeException {
  private static final long serialVersionUID = 1;

  StaleMutantException(Mutant mutant, String why) {
    super("the mutant '%s' at %s is stale: %s".formatted(mutant.fault(), mutant.place(), why));
  }
}
