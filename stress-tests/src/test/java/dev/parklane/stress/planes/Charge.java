package dev.parklane.stress.planes;

import java.util.Collection;

/**
 * The numbers that lanes hold: each says who wrote it, as which of its numbers, and how much energy
 * is in it. No number is ever written twice, but for the 0 that lanes begin with.
 */
final class Charge {
  static final int FULL = 4;
  private static final int ENERGIES = 8;

  private Charge() {}

  static int of(int serial, int agent, int energy) {
    return (serial * Role.AGENTS + agent) * ENERGIES + energy;
  }

  static int energy(int number) {
    return number % ENERGIES;
  }

  static int agent(int number) {
    return number / ENERGIES % Role.AGENTS;
  }

  /** What is left in a number that is merely passed on, so that it is not passed on for ever. */
  static int rest(int number) {
    return Math.min(1, energy(number));
  }

  /** What is left in the fullest of numbers that go at once. */
  static int rest(Collection<Integer> numbers) {
    return numbers.stream().mapToInt(Charge::rest).max().orElse(0);
  }
}
