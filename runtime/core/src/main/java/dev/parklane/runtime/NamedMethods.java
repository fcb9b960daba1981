package dev.parklane.runtime;

import dev.parklane.runtime.untyped.CalledByName;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The methods that guests call of something, by name.
 *
 * @param <T> what they are methods of
 */
final class NamedMethods<T> {
  private final Map<String, Method<T>> methods = new LinkedHashMap<>(); // where it is declared

  /** What a method does. */
  interface Body<T> {
    @Nullable Object call(T subject, GivenArguments given) throws Exception;
  }

  /** What a method does that gives nothing back. */
  interface Act<T> {
    void call(T subject, GivenArguments given) throws Exception;
  }

  /** As in {@code pattern, handler[, priority]}. */
  private record Method<T>(String form, int least, int most, Body<T> body) {
    static <T> Method<T> of(String form, Body<T> body) {
      int least = count(form.replaceAll("\\[.*]", ""));
      return new Method<>(form, least, count(form), body);
    }

    private static int count(String form) {
      return form.isEmpty() ? 0 : form.split(",").length;
    }
  }

  /**
   * Adds a method.
   *
   * @param form its arguments, those in brackets optional: {@code pattern, handler[, priority]}
   */
  NamedMethods<T> gives(String name, String form, Body<T> body) {
    methods.put(name, Method.of(form, body));
    return this;
  }

  /** Adds one that gives nothing back. */
  NamedMethods<T> does(String name, String form, Act<T> act) {
    return gives(
        name,
        form,
        (subject, given) -> {
          act.call(subject, given);
          return null;
        });
  }

  /** Those of this one, which messages call by this title. */
  CalledByName of(String title, T subject) {
    return new Of<>(title, subject, this);
  }

  Set<String> names() {
    return Collections.unmodifiableSet(methods.keySet());
  }

  /**
   * Calls one of them.
   *
   * @param title what the subject is called in messages
   */
  @Nullable Object call(String title, T subject, String name, List<@Nullable Object> arguments)
      throws Exception {
    Method<T> method = methods.get(name);
    String call = name.isEmpty() ? title : title + "." + name;
    if (method == null) {
      throw new IllegalArgumentException(
          "[PL-H2.6] %s: there is no such method; there are %s".formatted(call, names()));
    }
    if (arguments.size() < method.least() || arguments.size() > method.most()) {
      throw new IllegalArgumentException(
          "[PL-H2.7] %s takes (%s), and was given %d arguments; give it those"
              .formatted(call, method.form(), arguments.size()));
    }
    return method.body().call(subject, new GivenArguments(call, arguments));
  }

  private record Of<T>(String title, T subject, NamedMethods<T> all) implements CalledByName {
    @Override
    public Set<String> methods() {
      return all.names();
    }

    @Override
    public @Nullable Object call(String method, List<@Nullable Object> arguments) throws Exception {
      return all.call(title, subject, method, arguments);
    }

    @Override
    public String toString() {
      return title;
    }
  }
}
