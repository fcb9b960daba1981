package dev.parklane.examples.turnstile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parklane.clock.TestClock;
import dev.parklane.examples.Captured;
import dev.parklane.runtime.AgentRef;
import dev.parklane.runtime.Plane;
import dev.parklane.runtime.store.InMemoryStore;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TurnstileTest {
  private final Captured out = new Captured();
  private final Journal journal = new Journal(out);
  private final TestClock clock = new TestClock();
  private final InMemoryStore store = new InMemoryStore();
  private final Plane plane = Turnstiles.plane(clock, journal, store).start();
  private final AgentRef turnstile = plane.agent(Turnstile.uri("harbour", 1));

  @AfterEach
  void close() {
    plane.close();
  }

  @Test
  void turnstile_idle_leavesAndComesBackWithItsCounts() throws Exception {
    passes(1);
    passes(2);
    advance(Turnstiles.IDLE_AFTER);
    int there = plane.agents();

    advance(Duration.ofHours(1));
    passes(3);

    assertThat(there).isZero();
    assertThat(journal.left()).isEqualTo(1);
    assertThat(journal.returned()).isEqualTo(1);
    assertThat(count()).isEqualTo(new Count(3, Map.of(0, 2, 1, 1)));
  }

  @Test
  void turnstile_usedWithinItsTime_stays() throws Exception {
    passes(1);
    advance(Turnstiles.IDLE_AFTER.minusSeconds(1));
    passes(2);
    advance(Turnstiles.IDLE_AFTER.minusSeconds(1));

    assertThat(plane.agents()).isEqualTo(1);
    assertThat(journal.left()).isZero();
  }

  @Test
  void turnstile_bentTicket_takesBothCountsBackAndThoseWhoWaitedPass() throws Exception {
    passes(1);
    turnstile.command("pass", new Ticket(2, true));
    plane.awaitQuiet();
    passes(3);
    passes(4);
    int returnedBefore = journal.returned();

    advance(Turnstiles.REPAIR);

    assertThat(returnedBefore).isZero();
    assertThat(journal.returned()).isEqualTo(1);
    assertThat(count()).isEqualTo(new Count(3, Map.of(0, 3)));
    assertThat(out.lines())
        .containsExactly(
            "  00:00:00  /turnstile/harbour/1 jams: ticket 2 is bent; its count is 1, as before",
            "  00:01:30  /turnstile/harbour/1 is back with 1; 2 people have waited, and pass");
    assertThat(plane.deadLetters()).isZero();
  }

  private void passes(int number) throws InterruptedException {
    Ticket ticket = new Ticket(number, false);
    journal.comes(new Person(0, turnstile.uri(), ticket));
    turnstile.command("pass", ticket);
    plane.awaitQuiet();
  }

  private void advance(Duration time) throws InterruptedException {
    clock.advance(time);
    plane.awaitQuiet();
  }

  private Count count() throws InterruptedException {
    return turnstile.ask(Turnstile.class, Turnstile::count);
  }
}
