package dev.parklane.lanes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parklane.runtime.Agent;
import dev.parklane.runtime.AgentContext;
import dev.parklane.runtime.event.Guest;
import dev.parklane.runtime.event.GuestException;
import dev.parklane.runtime.store.Codecs;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Law H2: the lanes of an agent in a handler of a guest. */
@Timeout(60)
class GuestLanesTest {
  private static final Guest PYTHON = Guest.of("python");

  private final List<Object> trace = Collections.synchronizedList(new ArrayList<>());
  private final LaneStage<Book> stage = new LaneStage<>(Book.class, () -> new Book(trace));

  record Order(String side, int quantity) {}

  enum Side {
    BUY,
    SELL
  }

  private static final class Book extends Agent {
    final ValueLane<Side> side = new ValueLane<>(this, "side", Side.SELL);
    final CommandLane<Side> turn = new CommandLane<>(this, "turn", Side.class);
    final MapLane<String, Order> orders = new MapLane<>(this, "orders");
    final CommandLane<String> cancel = new CommandLane<>(this, "cancel");
    final ValueLane<Integer> size = new ValueLane<>(this, "size", 0);
    final ValueLane<Long> total = new ValueLane<>(this, "total", 0L);
    final ValueLane<Double> price = new ValueLane<>(this, "price", 0.5);
    final MapLane<Long, Double> prices = new MapLane<>(this, "prices");
    final CommandLane<Long> count = new CommandLane<>(this, "count", Long.class);
    final JoinValueLane<String, Integer> sizes = new JoinValueLane<>(this, "sizes");
    final MapStore<Long, Double> kept =
        new MapStore<Long, Double>(this, "kept").codec(Codecs.LONG, Codecs.DOUBLE);
    final CommandLane<Long> add = new CommandLane<Long>(this, "add").codec(Codecs.LONG);
    final ValueStore<Object> any = new ValueStore<>(this, "any", 0);

    Book(List<Object> trace) {
      orders.onUpdate((all, id, before, order) -> size.set(all.size()));
      orders.onRemove((all, id, before) -> size.set(all.size()));
      cancel.onCommand(orders::remove);
      count.onCommand(n -> total.update(t -> t + n));
      add.onCommand(n -> total.update(t -> t + n));
      turn.onCommand(to -> trace.add(to.compareTo(side.get())));
      size.onSet((now, before) -> trace.add(before + " to " + now));
    }
  }

  @BeforeAll
  static void load() {
    PYTHON.run(
        """
        def on_order(order):
            lanes.orders.put(order.side, order)
            note(lanes.size.get())
            kept = lanes.orders.get(order.side)
            lanes.any.set([kept.quantity, kept])
            lanes.cancel.command(order.side)
            note(lanes.orders.get(order.side))

        def numbers(order):
            lanes.total.set(3)
            lanes.count.command(4)
            lanes.price.set(3)
            lanes.prices.put(8, 2)

        def declared(order):
            lanes.kept.put(8, 2)
            lanes.add.command(4)

        def sides(order):
            from enum import Enum
            lanes.side.set(Enum('Side', 'BUY SELL').BUY)
            lanes.turn.command('SELL')

        def joins(order):
            note(list(lanes.sizes.links()))
            lanes.sizes.unlinkAndDelete(order.side)
            note(list(lanes.sizes.links()))

        def wrong(order):
            lanes.size.nonsense()

        def wrong_arguments(order):
            lanes.size.set(1, 2)

        def wrong_types(order):
            for write in (lambda: lanes.kept.put('eight', 2), lambda: lanes.kept.put(8, 'two'),
                          lambda: lanes.kept.put(8.5, 2), lambda: lanes.add.command(order)):
                try:
                    write()
                except BaseException as e:
                    note(str(e))

        def calls_back(order):
            lanes.size.update(lambda n: n + 1)
        """);
  }

  @AfterAll
  static void close() {
    PYTHON.close();
  }

  /** H2, E3: map and command lanes as in Java; a record goes in and out as itself. */
  @Test
  void lanesOfEveryKind_areCalledByTheirMethods() {
    Order order = new Order("BUY", 3);
    Consumer<Object> note = trace::add;
    PYTHON.set("note", note);
    try (stage) {
      stage.run(book -> {
        PYTHON.<Order>handler("on_order").handle(order);
        assertThat(book.any.get()).isEqualTo(List.of(3, order));
        assertThat(book.orders.get()).isEqualTo(Map.of());
      });
    }
    assertThat(trace).containsExactly("0 to 1", 1, "1 to 0", null);
  }

  /**
   * H2: a guest's number is of the class that the lane holds, where it is the same number there.
   */
  @Test
  void numbers_areThoseOfTheLane() {
    Order order = new Order("BUY", 3);
    try (stage) {
      stage.run(book -> {
        book.prices.put(7L, 1.5);
        PYTHON.<Order>handler("numbers").handle(order);
        assertThat(book.total.get()).isEqualTo(7L);
        assertThat(book.price.get()).isEqualTo(3.0);
        assertThat(book.prices.get()).containsEntry(8L, 2.0).hasSize(2);
      });
    }
  }

  /** M9, H2: where the lane holds nothing yet, it is of the class that its codec tells. */
  @Test
  void numbers_areThoseThatTheLaneDeclares_whereItHoldsNone() {
    try (stage) {
      stage.run(book -> {
        PYTHON.<Order>handler("declared").handle(new Order("BUY", 3));
        assertThat(book.kept.get()).isEqualTo(Map.of(8L, 2.0));
        assertThat(book.total.get()).isEqualTo(4L);
      });
    }
  }

  /** M9: what a guest gives is looked at before the lane changes. */
  @Test
  void argumentOfAnotherType_isRefused_byLaneTypeAndValue() {
    Consumer<Object> note = trace::add;
    PYTHON.set("note", note);
    try (stage) {
      stage.run(book -> {
        PYTHON.<Order>handler("wrong_types").handle(new Order("BUY", 3));
        assertThat(book.kept.get()).isEmpty();
        assertThat(book.total.get()).isZero();
      });
    }
    assertThat(trace)
        .hasSize(4)
        .satisfies(all -> {
          assertThat(all.get(0))
              .asString()
              .contains(
                  "lanes.kept.put: it takes java.lang.Long, and was sent the java.lang.String 'eight'");
          assertThat(all.get(1))
              .asString()
              .contains("it takes java.lang.Double, and was sent the java.lang.String 'two'");
          assertThat(all.get(2))
              .asString()
              .contains("it takes java.lang.Long, and was sent the java.lang.Double '8.5'");
          assertThat(all.get(3))
              .asString()
              .contains("lanes.add.command: it takes java.lang.Long, and was sent the");
        });
  }

  /** H1, H2: a guest sees a constant as its name, and so may give it back. */
  @Test
  void nameOfAConstant_isTheConstant_whereTheLaneHoldsThose() {
    try (stage) {
      stage.run(book -> {
        PYTHON.<Order>handler("sides").handle(new Order("BUY", 3));
        assertThat(book.side.get()).isEqualTo(Side.BUY);
      });
    }
    assertThat(trace).containsExactly(1);
  }

  /** H2: what both kinds of join inherit from a class that nobody sees is there for a guest too. */
  @Test
  void methodsOfAJoin_areCalledByAGuest() {
    Consumer<Object> note = trace::add;
    PYTHON.set("note", note);
    try (stage) {
      stage.run(book -> {
        book.sizes.link("BUY", AgentContext.current().agent("/agent").lane("size", Integer.class));
        PYTHON.<Order>handler("joins").handle(new Order("BUY", 3));
        assertThat(book.sizes.links()).isEmpty();
      });
    }
    assertThat(trace).containsExactly(List.of("BUY"), List.of());
  }

  /** H2, H4. */
  @Test
  void lane_thatIsMisused_saysHow() {
    Order order = new Order("BUY", 3);
    try (stage) {
      assertThatThrownBy(() -> stage.run(book -> PYTHON.handler("wrong").handle(order)))
          .cause()
          .isInstanceOf(GuestException.class)
          .hasMessageContaining("'nonsense'");
      assertThatThrownBy(() -> stage.run(book -> PYTHON.handler("wrong_arguments").handle(order)))
          .cause()
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("invoking 'set' on 'lane 'size' of /agent'");
      assertThatThrownBy(() -> stage.run(book -> PYTHON.handler("calls_back").handle(order)))
          .cause()
          .hasMessageContaining("a function cannot leave its guest");
    }
  }
}
