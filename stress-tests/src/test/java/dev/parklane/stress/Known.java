package dev.parklane.stress;

import java.util.Optional;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCases;
import net.jqwik.api.ExhaustiveGenerator;
import net.jqwik.api.RandomGenerator;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple2;

/**
 * An arbitrary that is known by what it is, not by all that it is made of: jqwik looks up the
 * generator of an alternative for each value of it, by the hash of its arbitrary, and that of a
 * large one takes as long as what is tested.
 */
public final class Known<T> implements Arbitrary<T> {
  private final Arbitrary<T> arbitrary;

  private Known(Arbitrary<T> arbitrary) {
    this.arbitrary = arbitrary;
  }

  /** What one of {@code frequencyOf} is given: how often, in proportion, and what. */
  public static <T> Tuple2<Integer, Arbitrary<? extends T>> share(
      int weight, Arbitrary<? extends T> arbitrary) {
    return Tuple.of(weight, known(arbitrary));
  }

  /** The same values, edge cases and ways to shrink. */
  static <T> Arbitrary<T> known(Arbitrary<T> arbitrary) {
    return new Known<>(arbitrary);
  }

  @Override
  public RandomGenerator<T> generator(int genSize) {
    return arbitrary.generator(genSize);
  }

  @Override
  public RandomGenerator<T> generatorWithEmbeddedEdgeCases(int genSize) {
    return arbitrary.generatorWithEmbeddedEdgeCases(genSize);
  }

  @Override
  public EdgeCases<T> edgeCases(int maxEdgeCases) {
    return arbitrary.edgeCases(maxEdgeCases);
  }

  @Override
  public Optional<ExhaustiveGenerator<T>> exhaustive(long maxNumberOfSamples) {
    return arbitrary.exhaustive(maxNumberOfSamples);
  }
}
