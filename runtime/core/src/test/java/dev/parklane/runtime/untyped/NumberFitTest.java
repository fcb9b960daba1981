package dev.parklane.runtime.untyped;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;

/** Law H2: what a guest gives, in the class that a lane asks for. */
class NumberFitTest {
  private enum Sign {
    PLUS {
      @Override
      int of(int number) {
        return number;
      }
    };

    abstract int of(int number);
  }

  static final Arguments[] SAME = {
    Arguments.of(3L, 3),
    Arguments.of(3.0, 3),
    Arguments.of(3, 3L),
    Arguments.of(3, (short) 3),
    Arguments.of(3, (byte) 3),
    Arguments.of(3, 3.0),
    Arguments.of(0.5, 0.5f),
    Arguments.of(1L << 53, 0x1p53),
    Arguments.of(3, BigInteger.valueOf(3)),
    Arguments.of(0.5, new BigDecimal("0.5")),
    Arguments.of("SECONDS", TimeUnit.SECONDS)
  };

  /** H2: the key that a guest means is the one that the map has. */
  @Test
  void key_isOneOfTheMaps_whereThatHasIt() {
    assertThat(NumberFit.fitKey(Map.of(3L, "three"), 3)).isEqualTo(3L);
    assertThat(NumberFit.fitKey(new TreeMap<>(Map.of(3L, "three")), 3)).isEqualTo(3L);
    assertThat(NumberFit.fitKey(Map.of(3L, "three"), "three")).isEqualTo("three");
    assertThat(NumberFit.fitKey(Map.of(), 3)).isEqualTo(3);
    Map<Object, Object> mixed = new LinkedHashMap<>();
    mixed.put(3L, "first");
    mixed.put(3, "asked for");
    assertThat(NumberFit.fitKey(mixed, 3)).isEqualTo(3);
  }

  @ParameterizedTest
  @FieldSource("SAME")
  void whatIsTheSameInTheClass_isOfTheClass(Object given, Object fitting) {
    assertThat(NumberFit.fit(given, fitting.getClass())).isEqualTo(fitting);
  }

  static final Arguments[] OTHERS = {
    Arguments.of(3.5, Integer.class),
    Arguments.of(1L << 31, Integer.class),
    Arguments.of(128, Byte.class),
    Arguments.of((1L << 53) + 1, Double.class),
    Arguments.of(0.1, Float.class),
    Arguments.of(Double.NaN, Long.class),
    Arguments.of(3, String.class),
    Arguments.of(3, Number.class),
    Arguments.of("3", Integer.class),
    Arguments.of("FORTNIGHTS", TimeUnit.class)
  };

  @ParameterizedTest
  @FieldSource("OTHERS")
  void whatIsAnotherThere_staysAsItCame(Object given, Class<?> type) {
    assertThat(NumberFit.fit(given, type)).isSameAs(given);
  }

  /** Such a constant has a class of its own, of which a lane that holds it knows. */
  @Test
  void constantWithABody_isFoundByItsName() {
    assertThat(NumberFit.fit("PLUS", Sign.PLUS.getClass())).isSameAs(Sign.PLUS);
  }
}
