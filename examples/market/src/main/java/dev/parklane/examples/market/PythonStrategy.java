package dev.parklane.examples.market;

import dev.parklane.runtime.event.Guest;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * The strategy in Python, which subscribes to the bars, tells the time and writes the lane itself,
 * and parks there as Java would.
 */
final class PythonStrategy extends Strategy {
  private static final String SOURCE = "strategy.py";

  @Override
  protected void begin() throws Exception {
    Guest python = guest("python");
    try (InputStream source =
        Objects.requireNonNull(PythonStrategy.class.getResourceAsStream(SOURCE))) {
      python.run(new String(source.readAllBytes(), StandardCharsets.UTF_8));
    }
    python.<String>handler("start").handle(Aggregator.TOPIC);
  }
}
