package dev.parklane.lanes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parklane.runtime.Agent;
import dev.parklane.runtime.Client;
import dev.parklane.runtime.Closing;
import dev.parklane.runtime.Plane;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Law L5: when a plane closes, its agents stop in the order of their URIs and programs last; who
 * stops later is told what the others' {@code onStop} did and that they have ended, who has stopped
 * before is told nothing.
 */
@Timeout(60)
class ClosingOrderTest {
  private static final List<String> ALL =
      List.of(
          "/n/a stops",
          "/n/b: /n/a is 2",
          "/n/b: /n/a has ended",
          "/n/b stops",
          "client: /n/a is 2",
          "client: /n/a has ended",
          "client: /n/b is 2",
          "client: /n/b has ended");

  private final List<String> told = Collections.synchronizedList(new ArrayList<>());

  /** Each links to the other. */
  private final class Node extends Agent {
    private final ValueLane<Integer> value = new ValueLane<>(this, "value", 0);

    @Override
    protected void onStart() {
      String other = uri().equals("/n/a") ? "/n/b" : "/n/a";
      new ValueLink<Integer>(this, agent(other).lane("value", Integer.class))
          .onEvent(v -> told.add(uri() + ": " + other + " is " + v))
          .onUnlinked(() -> told.add(uri() + ": " + other + " has ended"))
          .open();
    }

    @Override
    protected void onStop() {
      told.add(uri() + " stops");
      value.set(1);
      value.set(2);
    }
  }

  private void play(Closing how) throws InterruptedException {
    Plane plane = Plane.builder().carriers(2).route("/n/:name", Node::new).start();
    plane.agent("/n/b").ask(Node.class, node -> 0);
    Client client = plane.client();
    for (String uri : List.of("/n/a", "/n/b")) {
      new ValueLink<Integer>(client, plane.agent(uri).lane("value", Integer.class))
          .onEvent(v -> told.add("client: " + uri + " is " + v))
          .onUnlinked(() -> told.add("client: " + uri + " has ended"))
          .open();
    }
    plane.awaitQuiet();
    plane.close(how);
  }

  private void requireAll() {
    assertThat(told.stream().filter(line -> !line.startsWith("client")))
        .containsExactlyElementsOf(ALL.subList(0, 4));
    assertThat(told.stream().filter(line -> line.startsWith("client")))
        .containsExactlyElementsOf(ALL.subList(4, 8));
  }

  @ParameterizedTest
  @EnumSource(Closing.class)
  void closing_tellsWhoStopsLater_whatTheOthersDidAndThatTheyEnded(Closing how)
      throws InterruptedException {
    play(how);
    requireAll();
  }

  @RepeatedTest(40)
  void closing_isNoRace() throws InterruptedException {
    play(Closing.DRAIN);
    requireAll();
  }
}
