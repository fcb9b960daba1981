package dev.parklane.lanes;

import dev.parklane.runtime.Agent;
import dev.parklane.runtime.Element;
import dev.parklane.runtime.LaneKey;
import dev.parklane.runtime.StatelessLane;
import dev.parklane.runtime.store.Codec;
import java.util.Objects;

/**
 * A lane without a state that may have a type and a form in which what goes through it leaves the
 * process.
 */
abstract sealed class FormedLane<T> extends StatelessLane
    permits CommandLane, SupplyLane, DemandLane {
  Element values; // set where it is declared

  FormedLane(Agent agent, String name, Element values) {
    super(agent, name);
    this.values = values;
  }

  FormedLane(Agent agent, LaneKey<T> key) {
    this(agent, key.name(), key.values());
  }

  final void declareCodec(Codec<T> form) {
    Objects.requireNonNull(form, () -> "the codec of " + this);
    declareForm(values, form, now -> values = now);
  }

  @Override
  protected final Element values() {
    return values;
  }

  @Override
  protected final Element argument(String method, int index) {
    return values;
  }
}
