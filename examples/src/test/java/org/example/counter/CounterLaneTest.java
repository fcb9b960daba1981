package org.example.counter;

import dev.parklane.runtime.Agent;
import dev.parklane.runtime.LaneEvent;
import dev.parklane.runtime.LinkForm;
import dev.parklane.testkit.contract.LaneContract;
import java.util.List;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CounterLaneTest implements LaneContract<CounterLane> {
  @Override
  public CounterLane declare(Agent agent, String name) {
    return new CounterLane(agent, name);
  }

  @Override
  public void change(CounterLane lane, int n) {
    lane.add(n);
  }

  @Override
  public Object read(CounterLane lane) {
    return lane.get();
  }

  @Override
  public List<Event<CounterLane>> events() {
    return List.of((lane, handler) -> lane.onCount((before, now) -> handler.run()));
  }

  @Override
  public Object command(int n) {
    return n;
  }

  @Override
  public Object refusedCommand() {
    return 0;
  }

  @Override
  public LinkForm form() {
    return LinkForm.VALUE;
  }

  @Override
  public LaneEvent write(int n) {
    return new LaneEvent.Message(n);
  }

  @Override
  public CounterLane declareKept(Agent agent, String name) {
    return declare(agent, name);
  }

  @Override
  public CounterLane declareTransient(Agent agent, String name) {
    return declare(agent, name).asTransient();
  }
}
