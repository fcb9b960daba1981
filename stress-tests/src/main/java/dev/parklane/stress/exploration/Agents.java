package dev.parklane.stress.exploration;

import dev.parklane.lanes.CommandLane;
import dev.parklane.runtime.Agent;
import java.util.ArrayList;
import java.util.List;

/** The agents of programs that go wrong in some orders. */
final class Agents {
  private Agents() {}

  /** Asks elsewhere what a thing costs, and forgets what came meanwhile. */
  static final class Till extends Agent {
    int takings;

    Till() {
      new CommandLane<>(this, "sell", Integer.class)
          .onCommand(price -> {
            int before = takings;
            suspend(() -> price, asked -> takings = before + asked);
          });
    }
  }

  /** Has one piece, and does not look again when it is taken. */
  static final class Stock extends Agent {
    int pieces = 1;

    Stock() {
      new CommandLane<>(this, "isThere", String.class)
          .onCommand(buyer -> {
            if (pieces > 0) {
              agent(buyer).command("isThere", pieces);
            }
          });
      new CommandLane<>(this, "take", Integer.class).onCommand(taken -> pieces -= taken);
    }
  }

  /** Asks whether there is a piece before it takes one. */
  static final class Buyer extends Agent {
    Buyer() {
      new CommandLane<>(this, "buy", Integer.class)
          .onCommand(n -> agent("/stock").command("isThere", uri()));
      new CommandLane<>(this, "isThere", Integer.class)
          .onCommand(pieces -> agent("/stock").command("take", 1));
    }
  }

  /** Is cancelled while its payment is booked. */
  static final class Order extends Agent {
    private boolean isPaying;
    private boolean isCancelled;
    boolean paidAndCancelled;

    Order() {
      new CommandLane<>(this, "pay", Integer.class)
          .onCommand(sum -> {
            if (!isCancelled) {
              isPaying = true;
              suspend(
                  () -> sum,
                  booked -> {
                    isPaying = false;
                    paidAndCancelled = isCancelled;
                  });
            }
          });
      new CommandLane<>(this, "cancel", Integer.class)
          .onCommand(why -> {
            if (isPaying) {
              isCancelled = true;
            }
          });
    }
  }

  /** Notes what it is told. */
  static final class Log extends Agent {
    final List<String> notes = new ArrayList<>();

    Log() {
      new CommandLane<>(this, "note", String.class).onCommand(notes::add);
    }
  }

  /** Passes on what it is told. */
  static final class Relay extends Agent {
    Relay() {
      new CommandLane<>(this, "pass", String.class)
          .onCommand(text -> agent("/log").command("note", text));
    }
  }

  /** Subscribes when it is told to. */
  static final class Listener extends Agent {
    int heard;

    Listener() {
      new CommandLane<>(this, "listen", Integer.class)
          .onCommand(n -> bus().subscribe("news", String.class, news -> heard++));
    }
  }

  /** Counts visits, and forgets them as it stops. */
  static final class Visitor extends Agent {
    int visits;

    Visitor() {
      new CommandLane<>(this, "visit", Integer.class).onCommand(n -> visits += n);
    }
  }

  /** Sends itself one command after the other. */
  static final class Noise extends Agent {
    Noise() {
      new CommandLane<>(this, "go", Integer.class)
          .onCommand(left -> {
            if (left > 0) {
              agent(uri()).command("go", left - 1);
            }
          });
    }
  }
}
