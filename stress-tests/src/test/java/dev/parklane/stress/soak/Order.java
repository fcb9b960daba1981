package dev.parklane.stress.soak;

import java.util.SplittableRandom;

/**
 * A numbered message to an agent.
 *
 * @param from who sent it: an agent, or a thread outside
 * @param to the agent
 * @param number counts what this sender has sent to this agent
 * @param deed what the agent shall do
 * @param salt what decides the rest
 * @param hops how often it may be sent on
 */
record Order(int from, int to, int number, Deed deed, long salt, int hops) {
  /** What an agent can be made to do. */
  enum Deed {
    COUNT(60),
    EDIT(30),
    SUPPLY(30),
    SUSPEND(10),
    LATER(10),
    CANCEL(6),
    TICK(2),
    FORWARD(20),
    PUBLISH(4),
    REQUEST(6),
    ASK(4),
    SLEEP(1),
    FAIL(3),
    FAIL_BELOW(3),
    STOP(2);

    private static final int WEIGHTS;

    static {
      int sum = 0;
      for (Deed deed : values()) {
        sum += deed.weight;
      }
      WEIGHTS = sum;
    }

    private final int weight;

    Deed(int weight) {
      this.weight = weight;
    }

    static Deed any(SplittableRandom random) {
      int left = random.nextInt(WEIGHTS);
      for (Deed deed : values()) {
        left -= deed.weight;
        if (left < 0) {
          return deed;
        }
      }
      throw new AssertionError(left);
    }

    boolean fails() {
      return this == FAIL || this == FAIL_BELOW;
    }
  }

  /** Its lane: two in turn, since the order holds over all lanes of an agent (law E1). */
  String lane() {
    return number % 2 == 0 ? "left" : "right";
  }

  /**
   * A numbered message to all who read the news.
   *
   * @param from who published it
   * @param number counts what this publisher has published
   */
  record News(int from, int number) {
    String topic() {
      return "news." + from;
    }
  }
}
