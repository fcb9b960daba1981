package dev.parklane.stress.jcstress;

import dev.parklane.lanes.ValueLane;
import dev.parklane.lanes.ValueLink;
import dev.parklane.runtime.Agent;

/** An agent with a link to the keeper's value. */
final class Watcher extends Agent {
  private final ValueLane<Boolean> whole = new ValueLane<>(this, "whole", true);
  private final ValueLane<Element> latest = new ValueLane<>(this, "latest", new Element(1));

  @Override
  protected void onStart() {
    new ValueLink<>(this, agent("/keeper").lane("value", Element.class))
        .onSynced(this::see)
        .onEvent(this::see)
        .open();
  }

  private void see(Element element) {
    latest.set(element);
    if (!element.isWhole()) {
      whole.set(false);
    }
  }

  /** In its turn: whether all that the link has told of was. */
  boolean isWhole() {
    return whole.get() && latest.get().isWhole();
  }
}
