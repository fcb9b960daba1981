package dev.parklane.testkit.contract;

import dev.parklane.runtime.Agent;
import dev.parklane.runtime.Lane;
import dev.parklane.runtime.LaneEvent;
import dev.parklane.runtime.LinkForm;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** A lane that has a list of all that was sent to it, and tells links of it. */
final class TallyLane extends Lane {
  static final String NAME = "tally";
  static final String WAIT = "wait"; // a command: until the gate opens
  static final String FAIL = "fail"; // a command

  private final CountDownLatch gate;
  private List<Object> told = List.of();

  TallyLane(Agent agent, CountDownLatch gate) {
    super(agent, NAME);
    this.gate = gate;
  }

  List<Object> get() {
    reading();
    return told;
  }

  private void set(List<Object> all) {
    changing();
    told = all;
    publish(new LaneEvent.Value(all));
  }

  @Override
  public String kind() {
    return "tally";
  }

  @Override
  protected boolean takesCommands() {
    return true;
  }

  @Override
  protected @Nullable String refusesCommand(Object value) {
    return null;
  }

  @Override
  protected void accept(Object value) {
    if (value.equals(FAIL)) {
      throw new OnPurpose();
    }
    if (value.equals(WAIT)) {
      await();
      return;
    }
    List<Object> all = new ArrayList<>(get());
    all.add(value);
    set(List.copyOf(all));
  }

  private void await() {
    try {
      gate.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted at the gate", e);
    }
  }

  @Override
  protected LinkForm linkForm() {
    return LinkForm.VALUE;
  }

  @Override
  protected @Nullable String refusesWrite(LaneEvent write) {
    return write instanceof LaneEvent.Value ? null : super.refusesWrite(write);
  }

  @Override
  protected void acceptWrite(LaneEvent write) {
    if (write instanceof LaneEvent.Value value && value.value() instanceof List<?> all) {
      set(List.copyOf(all));
    } else {
      super.acceptWrite(write);
    }
  }

  @Override
  protected Object state() {
    return told;
  }

  @Override
  @SuppressWarnings("unchecked") // what state() gave
  protected void restore(@Nullable Object state) {
    told = state == null ? List.of() : (List<Object>) state;
  }
}
