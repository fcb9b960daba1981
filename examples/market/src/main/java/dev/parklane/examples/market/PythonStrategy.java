package dev.parklane.examples.market;

import dev.parklane.runtime.event.EventHandler;
import dev.parklane.runtime.event.Guest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The strategy in Python, which writes the lane itself, and parks there as Java would. */
final class PythonStrategy extends Strategy {
  private static final String SOURCE = "strategy.py";

  @Override
  protected EventHandler<Bar> handler() throws IOException {
    Guest python = guest("python");
    try (InputStream source =
        Objects.requireNonNull(PythonStrategy.class.getResourceAsStream(SOURCE))) {
      python.run(new String(source.readAllBytes(), StandardCharsets.UTF_8));
    }
    return python.handler("on_bar");
  }
}
