package dev.parklane.stress.soak;

import dev.parklane.lanes.EventLink;
import dev.parklane.lanes.JoinAnswer;
import dev.parklane.lanes.JoinMapLane;
import dev.parklane.lanes.JoinValueLane;
import dev.parklane.runtime.Agent;
import dev.parklane.runtime.Backoff;
import dev.parklane.runtime.Retry;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;

/**
 * An agent that joins the lanes of all the others, and hears all that is supplied: a quick one,
 * that misses nothing, or a slow one, whose links overflow and are made anew.
 */
final class Onlooker extends Agent {
  static final String ROUTE = "/onlooker/:number";
  static final int QUICK = 0;
  static final int SLOW = 1;
  private static final int SMALL = 50;
  private static final int LARGE = 1_000_000;
  private static final Backoff SOON = Backoff.constant(Duration.ofMillis(1));

  private final JoinValueLane<Integer, Integer> counts = new JoinValueLane<>(this, "counts");
  private final JoinMapLane<Integer, Integer, Integer> maps = new JoinMapLane<>(this, "maps");

  private final World world;
  private final boolean slow;
  private final int[] heard; // the turn: the last number of each agent
  private final boolean[] afresh; // the turn: a link was made anew, and may have missed some
  private int events; // the turn

  /** What it holds. */
  record Look(Map<Integer, Integer> counts, Map<Integer, Integer> map, int[] heard) {}

  Onlooker(World world) {
    this.world = world;
    slow = uri().equals(uri(SLOW));
    heard = new int[world.agents()];
    afresh = new boolean[world.agents()];
    counts.backoff(SOON).onEnd((agent, cause) -> JoinAnswer.RETRY);
    maps.backoff(SOON).onEnd((agent, cause) -> JoinAnswer.RETRY);
    counts.onUpdate((all, agent, before, now) -> dawdle());
    maps.onUpdate((all, key, before, now) -> dawdle());
  }

  static String uri(int number) {
    return ROUTE.replace(":number", Integer.toString(number));
  }

  @Override
  protected void onStart() {
    for (int i = 0; i < world.agents(); i++) {
      int agent = i;
      String uri = Kind.uri(agent);
      if (Kind.of(agent).isWatched()) {
        counts.link(agent, agent(uri).lane("count", Integer.class));
        maps.link(agent, agent(uri).mapLane("map", Integer.class, Integer.class));
        new EventLink<>(this, agent(uri).lane("supply", Integer.class))
            .backlog(slow ? SMALL : LARGE)
            .retry(new Retry(Integer.MAX_VALUE, SOON))
            .onLinked(() -> afresh[agent] = true)
            .onEvent(number -> hear(agent, number))
            .open();
      }
    }
  }

  /** None twice, none in disorder, and none missed but before a link was made (laws C4, J6). */
  private void hear(int agent, int number) throws InterruptedException {
    boolean next = number == heard[agent] + 1 || afresh[agent] && number > heard[agent];
    world.faults().expect(next, "%s heard %d of %d after %d", uri(), number, agent, heard[agent]);
    heard[agent] = number;
    afresh[agent] = false;
    dawdle();
  }

  private void dawdle() throws InterruptedException {
    world.faults().step();
    if (slow && ++events % 64 == 0) {
      Thread.sleep(1);
    }
  }

  /** To be asked. */
  Look look() {
    return new Look(
        Map.copyOf(counts.get()), Map.copyOf(maps.get()), Arrays.copyOf(heard, heard.length));
  }
}
