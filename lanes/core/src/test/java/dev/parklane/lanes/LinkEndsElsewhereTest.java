package dev.parklane.lanes;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Law N2: the same, where the lanes that are observed live on another plane. */
class LinkEndsElsewhereTest extends LinkEndsTest {
  @BeforeEach
  void letSourcesLiveElsewhere() {
    LinkStage.ELSEWHERE.set(true);
  }

  @AfterEach
  void letSourcesLiveHere() {
    LinkStage.ELSEWHERE.remove();
  }
}
