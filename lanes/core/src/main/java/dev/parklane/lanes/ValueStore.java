package dev.parklane.lanes;

import dev.parklane.runtime.Agent;
import dev.parklane.runtime.LaneEvent;
import dev.parklane.runtime.LaneKey;
import dev.parklane.runtime.LinkForm;
import dev.parklane.runtime.store.Codec;
import org.jspecify.annotations.Nullable;

/**
 * A value lane that nobody outside the agent can reach: it takes no links.
 *
 * @param <T> the type of the value
 */
public final class ValueStore<T> extends ValueLane<T> {
  /**
   * Declares a value store. Its first value triggers nothing (law V4).
   *
   * @param agent whose constructor or turn this is
   * @param name not blank; by it a store keeps the value
   * @param initial the value until another is set or restored; not null
   * @throws IllegalArgumentException where the name is blank or taken in this agent
   */
  public ValueStore(Agent agent, String name, T initial) {
    super(agent, name, initial);
  }

  /**
   * Declares a store by its key.
   *
   * @param agent whose constructor or turn this is
   * @param key its name and what it holds
   * @param initial the value until another is set or restored; not null
   * @throws IllegalArgumentException where the agent has a lane of that name
   */
  public ValueStore(Agent agent, LaneKey<T> key, T initial) {
    super(agent, key, initial);
  }

  @Override
  public ValueStore<T> codec(Codec<T> form) {
    super.codec(form);
    return this;
  }

  @Override
  public ValueStore<T> asTransient() {
    super.asTransient();
    return this;
  }

  @Override
  protected @Nullable LinkForm linkForm() {
    return null;
  }

  @Override
  protected @Nullable String refusesWrite(LaneEvent write) {
    return "it is a store, which nobody outside its agent can reach";
  }

  @Override
  public String kind() {
    return "value store";
  }
}
