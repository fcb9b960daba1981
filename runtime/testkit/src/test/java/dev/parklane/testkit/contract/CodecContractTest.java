package dev.parklane.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parklane.runtime.store.Codec;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the contract of a codec finds, and that it finds nothing where nothing is wrong. */
@Timeout(60)
class CodecContractTest {
  /** What is wrong with the codec below. */
  enum Fault {
    FORGETS_CASE("values_comeBack_D1", "damagedBytes_areRefused_orAreAValue_D5"),
    GROWS("bytes_areTheSameEachTime_D1", "values_comeBack_D1"),
    SHARES_ITS_BYTES("values_doNotChangeWithTheirBytes_D1"),
    THROWS_WHAT_IT_LIKES("damagedBytes_areRefused_orAreAValue_D5"),
    FORGETS_THE_OLD("keptBytes_areRead_D5"),
    LIES("type_isThatOfTheValues_D5");

    private final Set<String> foundBy;

    Fault(String... foundBy) {
      this.foundBy = Set.of(foundBy);
    }
  }

  private static @Nullable Fault fault;
  private static int encoded;

  /** A word, behind the number of its form. */
  private static final class Words implements Codec<CharSequence> {
    @Override
    public byte[] encode(CharSequence value) {
      encoded++;
      String text = fault == Fault.FORGETS_CASE ? value.toString().toLowerCase() : value.toString();
      return ("2" + text + (fault == Fault.GROWS ? "x".repeat(encoded) : ""))
          .getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public CharSequence decode(byte[] bytes) {
      String text = new String(bytes, StandardCharsets.US_ASCII);
      boolean old = text.startsWith("1") && fault != Fault.FORGETS_THE_OLD;
      if (!old && !text.startsWith("2")) {
        if (fault == Fault.THROWS_WHAT_IT_LIKES) {
          throw new ArrayIndexOutOfBoundsException();
        }
        throw new IllegalArgumentException("a form 1 or 2 was expected, found '" + text + "'");
      }
      if (text.chars().anyMatch(c -> c > 127)) {
        throw new IllegalArgumentException("no ASCII: " + text);
      }
      return fault == Fault.SHARES_ITS_BYTES ? new View(bytes) : text.substring(1);
    }

    @Override
    public Class<?> type() {
      return fault == Fault.LIES ? Integer.class : CharSequence.class;
    }
  }

  /** A text that is looked up in the bytes each time. */
  private record View(byte[] bytes) implements CharSequence {
    @Override
    public int length() {
      return bytes.length - 1;
    }

    @Override
    public char charAt(int index) {
      return (char) bytes[index + 1];
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return toString().substring(start, end);
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other != null && toString().equals(other.toString());
    }

    @Override
    public int hashCode() {
      return toString().hashCode();
    }

    @Override
    public String toString() {
      return new String(bytes, StandardCharsets.US_ASCII).substring(1);
    }
  }

  static class WordsContract implements CodecContract<CharSequence> {
    @Override
    public Codec<CharSequence> codec() {
      return new Words();
    }

    @Override
    public List<CharSequence> values() {
      return fault == Fault.SHARES_ITS_BYTES
          ? List.of(word("tea"), word("Tea"))
          : List.of("", "tea", "Tea", "x");
    }

    private static CharSequence word(String text) {
      return new View(("2" + text).getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public List<Kept<CharSequence>> kept() {
      return fault == Fault.SHARES_ITS_BYTES
          ? List.of()
          : List.of(new Kept<>("1cake".getBytes(StandardCharsets.US_ASCII), "cake"));
    }
  }

  @AfterEach
  void mend() {
    fault = null;
  }

  /** And each check is failed by some fault: one that nothing can fail would say nothing. */
  @Test
  void codecWithoutAFault_passes_andIsAskedForAllThatAFaultCanBreak() {
    Checks checks = Checks.all(WordsContract.class);
    assertThat(checks.failed()).isEmpty();
    Set<String> found =
        Arrays.stream(Fault.values())
            .flatMap(one -> one.foundBy.stream())
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(found).isEqualTo(checks.names());
  }

  @ParameterizedTest
  @EnumSource
  void codecWithAFault_failsTheChecksForIt(Fault one) {
    fault = one;
    assertThat(Checks.all(WordsContract.class).failed()).containsAll(one.foundBy);
  }
}
