package dev.parklane.stress;

import dev.parklane.stress.AgentSpec.Reaction;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** What a generated handler can touch: the lanes of an agent, or of the model of one. */
interface World {
  int value(int lane);

  void set(int lane, int value);

  void update(int lane, int plus);

  Map<Integer, Integer> map(int lane);

  void put(int lane, int key, int value);

  void remove(int lane, int key);

  void clear(int lane);

  void compute(
      int lane, int key, BiFunction<Integer, @Nullable Integer, @Nullable Integer> function);

  void take(int lane, int count);

  void drop(int lane, int count);

  void replaceAll(int lane, Map<Integer, Integer> entries);

  void command(int lane, int value);

  void send(int value);

  void halt();

  void observe(int lane, Reaction reaction);
}
