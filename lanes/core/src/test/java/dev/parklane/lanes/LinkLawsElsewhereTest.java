package dev.parklane.lanes;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Law N2: the same, where the lanes that are observed live on another plane. */
@ExtendWith(SourcesElsewhere.class)
class LinkLawsElsewhereTest extends LinkLawsTest {
  /** Commands go another way than what links tell: each of the two has its order. */
  @Test
  @Override
  void events_ofSeveralLanesOfOneCascade_arriveInTheOrderMade_amongCommandsToo() {
    try (LinkStage stage = new LinkStage()) {
      stage.watcher(w -> {
        new ValueLink<>(w, w.source("a").lane("value", Integer.class))
            .onEvent(v -> stage.note("value " + v))
            .open();
        new EventLink<>(w, w.source("a").lane("supply", Integer.class))
            .onEvent(v -> stage.note("supply " + v))
            .open();
      });
      stage.source(s -> {
        s.supply.supply(1);
        s.value.set(3);
        s.supply.supply(4);
      });
      assertThat(stage.trace).containsExactly("supply 1", "value 3", "supply 4");
    }
  }
}
