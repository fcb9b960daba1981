package dev.parklane.runtime;

import org.jspecify.annotations.Nullable;

/** A question for what a lane holds, found by its name: what a link would be told (law J7). */
final class LaneRead extends Ask<Agent, Object> {
  private final String lane;
  private final @Nullable LinkForm form; // null for whichever the lane has

  LaneRead(String lane, @Nullable LinkForm form) {
    super(Agent.class, agent -> state(agent, lane), HandlerName.of(lane, "get", 0));
    this.lane = lane;
    this.form = form;
  }

  private static @Nullable Object state(Instance agent, String name) throws Exception {
    Lane there = agent.lane(name);
    return there == null ? null : there.sync(); // it is there: else it was refused
  }

  private boolean isHeldAs(@Nullable LinkForm its) {
    return form == null ? its == LinkForm.VALUE || its == LinkForm.MAP : its == form;
  }

  @Override
  IllegalStateException refusalElsewhere(String uri) {
    return new IllegalStateException(
        "[PL-N2.6] "
            + uri
            + " lives elsewhere, and get() reads its lane '"
            + lane
            + "' where it is; link to the lane and keep what the link tells, or get it on the plane"
            + " where the agent lives");
  }

  @Override
  @Nullable Refusal refusedBy(Instance agent) {
    Lane there = agent.lane(lane);
    if (there == null) {
      return Refusal.noLane(agent, lane);
    }
    String why =
        isHeldAs(there.linkForm()) ? there.missingForLinks() : "it is a " + there.kind() + " lane";
    return why == null
        ? null
        : new Refusal(
            DeadLetter.Reason.WRONG_TYPE,
            "%s was asked for its %s, and %s"
                .formatted(there, form == LinkForm.MAP ? "map" : "value", why));
  }
}
