package dev.parklane.runtime.untyped;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Something whose methods are called by their names, with arguments that nobody has checked: what a
 * guest sees of its agent's bus or clock, and of the handles that those give.
 */
public interface CalledByName {
  /** The method that is meant where the thing itself is called, as in {@code agent("/a")}. */
  String ITSELF = "";

  /** {@return what it is called in messages, as in {@code bus}} */
  String title();

  /** {@return what it stands for, for those who have it in Java} */
  Object subject();

  /** {@return the names of its methods, as Java spells them} */
  Set<String> methods();

  /**
   * Calls a method.
   *
   * @param method one of {@link #methods}
   * @param arguments plain Java, with event handlers for functions; not checked in any way
   * @return what came of it; null for nothing
   * @throws IllegalArgumentException where the arguments are not those of the method; the message
   *     says which, and what it takes
   * @throws Exception what the method throws
   */
  @Nullable Object call(String method, List<@Nullable Object> arguments) throws Exception;
}
