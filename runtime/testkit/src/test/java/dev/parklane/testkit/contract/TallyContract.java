package dev.parklane.testkit.contract;

import dev.parklane.runtime.Agent;
import dev.parklane.runtime.LaneEvent;
import dev.parklane.runtime.LinkForm;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The contract, of tallies that have the fault which is set at the moment. */
class TallyContract implements LaneContract<Tally> {
  static @Nullable Fault fault; // the thread of the test that plays this

  @Override
  public Tally declare(Agent agent, String name) {
    return new Tally(agent, name, fault);
  }

  @Override
  public void change(Tally lane, int n) {
    lane.add(n);
  }

  @Override
  public Object read(Tally lane) {
    return lane.get();
  }

  @Override
  public List<Event<Tally>> events() {
    return List.of(Tally::onNumber, Tally::onTotal);
  }

  @Override
  public Object command(int n) {
    return n;
  }

  @Override
  public Object refusedCommand() {
    return "a text";
  }

  @Override
  public @Nullable LinkForm form() {
    return fault == Fault.TAKES_LINKS_IN_SECRET ? null : LinkForm.VALUE;
  }

  @Override
  public LaneEvent write(int n) {
    return new LaneEvent.Message(n);
  }

  @Override
  public Tally declareKept(Agent agent, String name) {
    return declare(agent, name).kept();
  }

  @Override
  public Tally declareTransient(Agent agent, String name) {
    return declareKept(agent, name).asTransient();
  }
}
