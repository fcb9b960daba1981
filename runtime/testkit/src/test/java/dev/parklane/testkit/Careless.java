package dev.parklane.testkit;

import dev.parklane.lanes.CommandLane;
import dev.parklane.lanes.ValueLane;
import dev.parklane.runtime.Agent;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/** An agent that does all that a test should notice. */
final class Careless extends Agent {
  private final CountDownLatch never = new CountDownLatch(1);
  private final CommandLane<String> act = new CommandLane<>(this, "act", String.class);
  private final ValueLane<String> last = new ValueLane<>(this, "last", "");

  Careless() {
    act.onCommand(this::act);
    last.onEvent(this::react);
  }

  private void act(String what) throws InterruptedException {
    switch (what) {
      case "wait" -> never.await();
      case "suspend" ->
          suspend(
              () -> {
                never.await();
                return what;
              },
              last::set);
      case "send" -> agent("/nobody").command("act", what);
      case "mistype" -> agent(uri()).command("atc", what);
      default -> last.set(what);
    }
  }

  private void react(String what) throws InterruptedException {
    switch (what) {
      case "sleep" -> clock().sleep(Duration.ofHours(1));
      case "fail" -> throw new IllegalStateException("on purpose");
      case "tell" -> agent("/careless/other").command("act", "ok");
      default -> {}
    }
  }

  @Override
  protected void onStop() {
    if (last.get().equals("fail at the end")) {
      throw new IllegalStateException("in onStop");
    }
  }
}
