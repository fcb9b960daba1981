package dev.parklane.stress.soak;

import dev.parklane.runtime.DeadLetter;
import dev.parklane.stress.soak.Order.News;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** All tracks of a plane: of orders to agents, and of news to those who never end. */
final class Ledger {
  private final int agents;
  private final Track[][] orders; // by receiver, then sender
  private final Track[][] news; // by reader, then publisher; of the steady only
  private final int[] published; // by publisher; the turn of the publisher
  private final AtomicLong otherLetters = new AtomicLong();

  Ledger(int agents, int senders, Faults faults) {
    this.agents = agents;
    orders = new Track[agents][senders];
    news = new Track[agents][senders];
    published = new int[senders];
    for (int to = 0; to < agents; to++) {
      for (int from = 0; from < senders; from++) {
        orders[to][from] = new Track("orders of %d to %s".formatted(from, Kind.uri(to)), faults);
        news[to][from] = new Track("news of %d to %s".formatted(from, Kind.uri(to)), faults);
      }
    }
  }

  Track orders(int to, int from) {
    return orders[to][from];
  }

  News nextNews(int from) {
    return new News(from, published[from]++);
  }

  /** Every steady agent reads it, but for its publisher, in whose own cascade it would be. */
  void published(News made, boolean unsure) {
    for (int reader = 0; reader < agents; reader++) {
      if (reader != made.from() && Kind.of(reader) == Kind.STEADY) {
        Track track = news[reader][made.from()];
        if (unsure) {
          track.unsure(made.number());
        } else {
          track.sent(made.number());
        }
      }
    }
  }

  void read(int reader, News read) {
    if (reader != read.from()) {
      news[reader][read.from()].handled(read.number());
    }
  }

  void died(DeadLetter letter) {
    switch (letter.value()) {
      case Order order -> orders[order.to()][order.from()].died(order.number());
      case News lost -> diedOnItsWay(letter.uri(), lost);
      case null, default -> otherLetters.incrementAndGet();
    }
  }

  private void diedOnItsWay(String uri, News lost) {
    int reader = Integer.parseInt(uri.substring(uri.lastIndexOf('/') + 1));
    if (Kind.of(reader) == Kind.STEADY) {
      news[reader][lost.from()].died(lost.number());
    }
  }

  Optional<String> missing() {
    return all().map(Track::missing).flatMap(Optional::stream).findFirst();
  }

  /** What was sent and what of it is dead letters, so far. */
  Tally tally() {
    return new Tally(
        all().mapToLong(Track::size).sum(),
        all().mapToLong(Track::letters).sum(),
        otherLetters.get());
  }

  /** Nothing is under way any more: compares, and begins anew. */
  void settle() {
    all().forEach(Track::settle);
    Arrays.fill(published, 0);
  }

  private Stream<Track> all() {
    return Stream.concat(Arrays.stream(orders), Arrays.stream(news)).flatMap(Arrays::stream);
  }

  /**
   * How many messages.
   *
   * @param sent orders and news, once for each receiver
   * @param letters those of them that are dead letters
   * @param others dead letters of other things, such as links to what could not be started
   */
  record Tally(long sent, long letters, long others) {}
}
