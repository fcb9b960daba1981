package dev.parklane.stress.mutants;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A file of mutants, in this form:
 *
 * <pre>{@code
 * == the fault in words
 * law: E3 F2
 * in: runtime.Cascade
 * test: stress.CascadePropertiesTest#trace_onLockStepScheduler_isThatOfTheModel
 *  a line that stays
 * -a line that goes
 * +a line that comes
 * }</pre>
 *
 * <p>With {@code test parked:} it is a fault of what is parked alone. Lines that stay or go are
 * whole lines of the source as it is, one after the other. Empty lines and those that start with
 * {@code #} are for the reader.
 */
final class MutantFile {
  private static final String PARKED = "test parked: ";

  private static final List<String> FILES =
      List.of(
          "cascades",
          "dispatch",
          "agents",
          "lanes",
          "links",
          "bus",
          "clocks",
          "handlers",
          "data",
          "testkit");

  private final String name;
  private final List<String> lines;
  private int at; // the line that is read next, from 0

  private MutantFile(String name, List<String> lines) {
    this.name = name;
    this.lines = lines;
  }

  /** The mutants of all files. */
  static List<Mutant> all() {
    return FILES.stream().map(name -> name + ".txt").flatMap(MutantFile::load).toList();
  }

  private static Stream<Mutant> load(String name) {
    try (InputStream file = MutantFile.class.getResourceAsStream(name)) {
      byte[] bytes = Objects.requireNonNull(file, name).readAllBytes();
      return read(name, new String(bytes, StandardCharsets.UTF_8)).stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The mutants of a file.
   *
   * @throws IllegalArgumentException if it has not the form; the message names file and line
   */
  static List<Mutant> read(String name, String text) {
    return new MutantFile(name, text.lines().toList()).mutants();
  }

  private List<Mutant> mutants() {
    List<Mutant> mutants = new ArrayList<>();
    for (skip(); at < lines.size(); skip()) {
      mutants.add(mutant());
    }
    return mutants;
  }

  private void skip() {
    while (at < lines.size() && (lines.get(at).isBlank() || lines.get(at).startsWith("#"))) {
      at++;
    }
  }

  private Mutant mutant() {
    String place = place();
    String fault = after("== ");
    List<String> laws = List.of(after("law: ").split(" "));
    String type = after("in: ");
    boolean ofParked = at < lines.size() && lines.get(at).startsWith(PARKED);
    String test = after(ofParked ? PARKED : "test: ");
    List<String> original = new ArrayList<>();
    List<String> mutated = new ArrayList<>();
    for (; at < lines.size() && !lines.get(at).isEmpty(); at++) {
      String line = lines.get(at);
      String source = line.substring(1);
      switch (line.charAt(0)) {
        case ' ' -> {
          original.add(source);
          mutated.add(source);
        }
        case '-' -> original.add(source);
        case '+' -> mutated.add(source);
        default -> throw new IllegalArgumentException(place() + ": no line of source: " + line);
      }
    }
    if (original.isEmpty() || original.equals(mutated)) {
      throw new IllegalArgumentException(place + ": '" + fault + "' changes nothing");
    }
    return new Mutant(fault, laws, type, test, ofParked, original, mutated, place);
  }

  private String after(String word) {
    String line = at < lines.size() ? lines.get(at) : "";
    if (!line.startsWith(word)) {
      throw new IllegalArgumentException(place() + ": no '" + word + "...' but '" + line + "'");
    }
    at++;
    return line.substring(word.length());
  }

  private String place() {
    return name + ":" + (at + 1);
  }
}
