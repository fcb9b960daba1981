package dev.parklane.examples.turnstile;

import dev.parklane.lanes.CommandLane;
import dev.parklane.lanes.MapLane;
import dev.parklane.lanes.ValueLane;
import dev.parklane.runtime.Agent;
import dev.parklane.runtime.store.Codecs;
import java.time.LocalTime;
import java.time.ZoneOffset;

/**
 * The agent of one turnstile, at {@value #ROUTE}.
 *
 * <p>Both of its counts are kept by the store of its route. So a fresh instance, after an idle time
 * or a jam, goes on where the last one was.
 */
final class Turnstile extends Agent {
  static final String ROUTE = "/turnstile/:station/:number";

  private final CommandLane<Ticket> pass = new CommandLane<>(this, "pass", Ticket.class);

  private final ValueLane<Integer> passes =
      new ValueLane<>(this, "passes", 0).codec(Codecs.INTEGER);
  private final MapLane<Integer, Integer> byHour =
      MapLane.<Integer, Integer>sorted(this, "byHour").codec(Codecs.INTEGER, Codecs.INTEGER);

  private final Journal journal;

  Turnstile(Journal journal) {
    this.journal = journal;
    pass.onCommand(this::pass);
    passes.onEvent(n -> byHour.compute(hour(), (hour, before) -> before == null ? 1 : before + 1));
  }

  private void pass(Ticket ticket) throws Jam {
    passes.update(n -> n + 1); // parks: the next line sees it counted twice, in all and by hour
    if (ticket.bent()) {
      throw new Jam(ticket); // takes both counts back (law F2)
    }
  }

  private int hour() {
    return LocalTime.ofInstant(now(), ZoneOffset.UTC).getHour();
  }

  @Override
  protected void onStart() {
    journal.came(uri(), now(), count());
  }

  @Override
  protected void onStop() {
    journal.left(uri(), count());
  }

  @Override
  protected void onFailure(Throwable cause) {
    journal.jammed(uri(), now(), count(), cause);
  }

  /** To be asked: what its lanes hold. */
  Count count() {
    return new Count(passes.get(), byHour.get());
  }

  static String uri(String station, int number) {
    return "/turnstile/" + station + "/" + number;
  }
}
