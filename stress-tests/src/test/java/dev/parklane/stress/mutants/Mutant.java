package dev.parklane.stress.mutants;

import java.util.List;

/**
 * The library with one deliberate fault, which a named test has to see.
 *
 * @param fault what is wrong with it, in words: its name
 * @param laws the laws that it breaks
 * @param type the class that has the fault, and
 * @param test the test that sees it, as {@code Class#method}; both within {@code dev.parklane}
 * @param ofParked whether the test sees it only where handlers are parked
 * @param original the lines that the class has, exactly once
 * @param mutated the lines that it has instead
 * @param place the file and line that tell of it
 */
record Mutant(
    String fault,
    List<String> laws,
    String type,
    String test,
    boolean ofParked,
    List<String> original,
    List<String> mutated,
    String place) {

  @Override
  public String toString() {
    return fault + " (" + String.join(" ", laws) + ")";
  }
}
