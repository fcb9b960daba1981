package dev.parklane.lanes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parklane.runtime.DeadLetter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Law N2: the same, where the lanes that are observed live on another plane. */
class LinkLawsElsewhereTest extends LinkLawsTest {
  @BeforeEach
  void letSourcesLiveElsewhere() {
    LinkStage.ELSEWHERE.set(true);
  }

  @AfterEach
  void letSourcesLiveHere() {
    LinkStage.ELSEWHERE.remove();
  }

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

  /** What a link writes goes another way than the wish to link. */
  @Test
  @Override
  void store_writtenThroughALink_staysAsItIs() {
    try (LinkStage stage = new LinkStage()) {
      stage.watcher(
          w -> new ValueLink<>(w, w.source("a").lane("secret", Integer.class)).open().set(99));
      stage.source(s -> assertThat(s.secret.get()).isEqualTo(7));
      assertThat(stage.deadLetters)
          .extracting(DeadLetter::reason)
          .containsExactlyInAnyOrder(DeadLetter.Reason.NO_LINK, DeadLetter.Reason.NO_COMMAND);
    }
  }
}
