package dev.parklane.lanes;

import dev.parklane.runtime.Agent;
import dev.parklane.runtime.Element;
import dev.parklane.runtime.StatelessLane;
import dev.parklane.runtime.store.Codec;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A lane without a state that may have a form in which what goes through it leaves the process. */
abstract sealed class FormedLane<T> extends StatelessLane
    permits CommandLane, SupplyLane, DemandLane {
  private @Nullable Codec<T> codec; // set where it is declared

  FormedLane(Agent agent, String name) {
    super(agent, name);
  }

  final void declareCodec(Codec<T> form) {
    Objects.requireNonNull(form, () -> "the codec of " + this);
    reading();
    Codec<T> before = codec;
    onUndo(() -> codec = before);
    codec = form;
  }

  final @Nullable Codec<T> codec() {
    return codec;
  }

  @Override
  protected Element values() {
    return Element.of(codec);
  }

  @Override
  protected @Nullable Class<?> argumentType(String method, int index) {
    return values().type();
  }
}
