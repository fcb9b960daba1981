package dev.parklane.stress.planes;

/**
 * What a generated handler can touch: an agent, or the model of one. What is set off has so much
 * energy.
 */
interface Stage {
  /** Throws where the cascade has failed (law F1). */
  void touch();

  /** A live read of every lane. */
  String state();

  /** Notes a line, or expects it. */
  void line(String text);

  void set(int lane, int energy);

  void put(int key, int energy);

  void remove(int key);

  void clear();

  void command(int lane, int energy);

  void send(int to, int lane, int energy);

  void publish(String topic, int energy);

  void supply(int energy);

  void subscribe(int slot);

  void close(int slot);

  void link(Act.Join join, int to);

  void unlink(Act.Join join, int to, boolean delete);

  void schedule(Act.Form form, int seconds, int energy);

  /** Whether there was something to cancel. */
  boolean cancel(int index);

  void suspend(boolean fails, int energy);

  /** Whether there was an answer. */
  boolean ask(int to, int energy) throws InterruptedException;

  /** Lets stand what was done so far; false where that is refused. */
  boolean keep();

  void halt();
}
