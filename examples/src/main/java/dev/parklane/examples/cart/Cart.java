package dev.parklane.examples.cart;

import dev.parklane.lanes.CommandLane;
import dev.parklane.lanes.ValueLane;
import dev.parklane.runtime.Agent;
import dev.parklane.runtime.store.Codec;
import dev.parklane.runtime.store.Codecs;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a customer is about to buy. */
final class Cart extends Agent {
  enum Size {
    SMALL,
    LARGE
  }

  record Line(String item, int pieces, Optional<Size> size) {}

  /** What a line was at first. */
  record FirstLine(String item) {}

  private static final Codec<Line> LINE =
      Codecs.record(Line.class)
          .version(2)
          .reading(
              1,
              Codecs.record(FirstLine.class),
              first -> new Line(first.item(), 1, Optional.empty()));

  private final CommandLane<Line> add = new CommandLane<>(this, "add", Line.class);
  private final ValueLane<List<Line>> lines =
      new ValueLane<>(this, "lines", List.<Line>of()).codec(Codecs.lists(LINE));

  Cart() {
    add.onCommand(line -> {
      List<Line> more = new ArrayList<>(lines.get());
      more.add(line);
      lines.set(List.copyOf(more));
    });
  }

  /** To be asked. */
  List<Line> lines() {
    return lines.get();
  }
}
