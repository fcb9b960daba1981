package dev.parklane.lanes;

import dev.parklane.runtime.Agent;
import dev.parklane.runtime.Element;
import dev.parklane.runtime.LaneEvent;
import dev.parklane.runtime.LaneKey;
import dev.parklane.runtime.LinkForm;
import dev.parklane.runtime.store.Codec;
import java.util.Objects;

/**
 * A lane without a state through which its agent sends values to the links that it has at that
 * moment: each value to each of them, in order, never merged and never dropped (law C4). They leave
 * when the cascade has succeeded (law O1). What a link may have pending is bounded, and past the
 * bound it is that link which fails, loudly (law J6).
 *
 * <p><strong>In SwimOS</strong> supplied values wait in one queue of the lane, which has no bound.
 * Here each link has a bounded backlog of its own, and the values of a failed cascade never leave.
 *
 * @param <T> the type of the values
 */
public final class SupplyLane<T> extends FormedLane<T> {
  /**
   * Declares a supply lane.
   *
   * @param agent whose constructor or turn this is
   * @param name not blank; by it others link to the lane
   * @throws IllegalArgumentException where the name is blank or taken in this agent
   */
  public SupplyLane(Agent agent, String name) {
    super(agent, name, Element.UNKNOWN);
  }

  /**
   * Declares a supply lane by its key.
   *
   * @param agent whose constructor or turn this is
   * @param key its name and what it holds
   * @throws IllegalArgumentException where the agent has a lane of that name
   */
  public SupplyLane(Agent agent, LaneKey<T> key) {
    super(agent, key);
  }

  /**
   * Gives the form in which values leave the process: those who link to the lane by its name alone
   * find it there. No store keeps the lane.
   *
   * @param form how a value becomes bytes, and bytes a value
   * @return this lane
   */
  public SupplyLane<T> codec(Codec<T> form) {
    declareCodec(form);
    return this;
  }

  /**
   * Sends a value to every link.
   *
   * @param value not null
   * @throws dev.parklane.runtime.LaneAccessException where it is not this thread's turn (law E8)
   */
  public void supply(T value) {
    Objects.requireNonNull(value, () -> "a value supplied by " + this);
    changing();
    publish(new LaneEvent.Message(value));
  }

  @Override
  protected LinkForm linkForm() {
    return LinkForm.EVENT;
  }

  @Override
  public String kind() {
    return "supply";
  }
}
