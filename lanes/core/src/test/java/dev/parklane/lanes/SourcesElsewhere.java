package dev.parklane.lanes;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Lets the sources of each {@link LinkStage} of a test live on another plane (law N2). */
final class SourcesElsewhere implements BeforeEachCallback, AfterEachCallback {
  @Override
  public void beforeEach(ExtensionContext test) {
    LinkStage.ELSEWHERE.set(true);
  }

  @Override
  public void afterEach(ExtensionContext test) {
    LinkStage.ELSEWHERE.remove();
  }
}
