package dev.parklane.examples.shop;

import dev.parklane.lanes.MapLane;
import dev.parklane.lanes.ValueLane;
import dev.parklane.runtime.Agent;
import dev.parklane.runtime.Backoff;
import dev.parklane.runtime.LaneKey;
import dev.parklane.runtime.MapLaneKey;
import dev.parklane.runtime.Retry;
import dev.parklane.runtime.Work;
import java.time.Duration;

/**
 * The agent of a customer, at {@value #ROUTE}: for how much of open orders they are trusted, and
 * what they were told of those that are over, once of each.
 */
class Customer extends Agent {
  static final String ROUTE = "/customer/:name";
  static final int LOYAL = 100; // so many points double the limit
  static final String ON_ITS_WAY = "paid, and on its way";

  static final LaneKey<Integer> LIMIT = LaneKey.of("limit", Integer.class);
  static final LaneKey<Integer> POINTS = LaneKey.of("points", Integer.class);
  static final LaneKey<Integer> SENT = LaneKey.of("sent", Integer.class);
  static final MapLaneKey<String, Integer> OPEN =
      MapLaneKey.of("open", String.class, Integer.class);
  static final MapLaneKey<String, Letter> LETTERS =
      MapLaneKey.of("letters", String.class, Letter.class);

  private static final Work LETTER =
      Work.named("letter")
          .retry(new Retry(Integer.MAX_VALUE, Backoff.constant(Duration.ofMinutes(1))));

  private final ValueLane<Integer> limit = new ValueLane<>(this, LIMIT, 500_00);
  private final ValueLane<Integer> points = new ValueLane<>(this, POINTS, 0);
  final ValueLane<Integer> sent = new ValueLane<>(this, SENT, 0);
  private final MapLane<String, Integer> open = new MapLane<>(this, OPEN);
  private final MapLane<String, Letter> letters = new MapLane<>(this, LETTERS);

  private final PostOffice post;

  Customer(PostOffice post) {
    this.post = post;
    points.onSet((now, before) -> {
      if (before < LOYAL && now >= LOYAL) {
        limit.update(cents -> 2 * cents);
      }
    });
    letters.onUpdate((all, order, before, letter) -> {
      if (!letter.sent()) {
        send(order, letter.text());
      }
    });
  }

  static String uri(String name) {
    return "/customer/" + name;
  }

  @Override
  protected void onStart() {
    letters
        .get()
        .forEach((order, letter) -> {
          if (!letter.sent()) {
            send(order, letter.text());
          }
        });
  }

  /** To be asked: whether this order may be open beside the others. */
  boolean trust(String order, int cents) {
    int others = open.get().values().stream().mapToInt(n -> n).sum();
    if (!open.containsKey(order) && others + cents > limit.get()) {
      return false;
    }
    open.put(order, cents);
    return true;
  }

  /**
   * To be asked.
   *
   * @return the points
   */
  int hasPaid(String order, int cents) {
    if (!letters.containsKey(order)) {
      points.update(n -> n + cents / 100);
    }
    return isTold(order, ON_ITS_WAY);
  }

  /**
   * To be asked.
   *
   * @return the points
   */
  int isTold(String order, String text) {
    open.remove(order);
    if (!letters.containsKey(order)) {
      letters.put(order, new Letter(order + ": " + text, false));
    }
    return points.get();
  }

  private void send(String order, String text) {
    int before = sent.get();
    suspend(
        LETTER,
        () -> post.send(parameter("name"), text),
        number -> {
          letters.put(order, new Letter(text, true));
          isSent(before);
        });
  }

  /** More may have been sent since there were so many. */
  void isSent(int before) {
    sent.update(n -> n + 1);
  }
}
