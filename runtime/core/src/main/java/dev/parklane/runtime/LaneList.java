package dev.parklane.runtime;

import java.util.Arrays;
import java.util.List;

/** A question for what lanes an agent has. */
final class LaneList extends Ask<Agent, List<LaneDescription>> {
  LaneList() {
    super(Agent.class, LaneList::of);
  }

  private static List<LaneDescription> of(Instance agent) {
    return Arrays.stream(agent.lanes()).map(Lane::description).toList();
  }

  @Override
  IllegalStateException refusalElsewhere(String uri) {
    return new IllegalStateException(
        "[PL-N2.7] "
            + uri
            + " lives elsewhere, and lanes() looks at them where they are; link to a lane by its"
            + " name, or call it on the plane where the agent lives");
  }
}
