package dev.parklane.runtime;

import java.util.Objects;

/** A step that was given a name. */
record NamedStep(String name, Step step) implements Named, Step {
  NamedStep {
    Named.requireName(name, "a step");
    Objects.requireNonNull(step, "step");
  }

  @Override
  public void run() throws Exception {
    step.run();
  }
}
