package dev.parklane.stress.requests;

import dev.parklane.lanes.CommandLane;
import dev.parklane.runtime.Agent;
import dev.parklane.runtime.bus.PendingRequest;
import dev.parklane.stress.requests.Errand.End;
import dev.parklane.stress.requests.Errand.Withdrawal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The sender of {@link Errand}s. It notes how each ends. */
final class Asker extends Agent {
  private final CommandLane<Errand> send = new CommandLane<>(this, "send", Errand.class);
  private final CommandLane<Integer> cancel = new CommandLane<>(this, "cancel", Integer.class);
  private final Map<Integer, PendingRequest> pending = new HashMap<>();
  private final List<Ended> ended;

  /** How a request has ended. */
  record Ended(int number, End end) {}

  Asker(List<Ended> ended) {
    this.ended = ended;
    send.onCommand(this::send);
    cancel.onCommand(this::cancel);
  }

  static String uri(int number) {
    return "/asker/" + number;
  }

  private void send(Errand errand) throws Desk.Boom {
    int number = errand.number();
    PendingRequest request =
        bus()
            .request(
                Desk.ENDPOINT,
                errand,
                Integer.class,
                Errand.PATIENCE,
                answer ->
                    ended.add(new Ended(number, answer == number ? End.ANSWERED : End.CANCELLED)),
                why -> ended.add(new Ended(number, End.FAILED)));
    pending.put(number, request);
    if (errand.fails()) {
      throw new Desk.Boom();
    }
    if (errand.withdrawal() == Withdrawal.AT_ONCE) {
      cancel(number);
    }
  }

  private void cancel(int number) {
    PendingRequest request = pending.get(number);
    if (request != null && request.cancel()) {
      ended.add(new Ended(number, End.CANCELLED));
    }
  }
}
