package dev.parklane.examples;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A stream that keeps what is printed to it. */
public final class Captured extends PrintStream {
  private final ByteArrayOutputStream bytes;

  public Captured() {
    this(new ByteArrayOutputStream());
  }

  private Captured(ByteArrayOutputStream bytes) {
    super(bytes, true, StandardCharsets.UTF_8);
    this.bytes = bytes;
  }

  /** All of it. */
  public String text() {
    return bytes.toString(StandardCharsets.UTF_8);
  }

  /** Line by line. */
  public List<String> lines() {
    return text().lines().toList();
  }
}
