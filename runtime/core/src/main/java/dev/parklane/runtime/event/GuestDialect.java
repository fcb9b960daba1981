package dev.parklane.runtime.event;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/**
 * What differs between the languages of guests, in one context: how a handler is called, what it
 * leaves to do later, and what values are. All of it is called inside of the guest.
 */
abstract class GuestDialect {
  private static final Map<Context, GuestDialect> OF = new ConcurrentHashMap<>(); // any thread

  private final String language;
  private final Context context;
  private @Nullable GuestFunctions functions; // set once, before the guest is anybody's

  GuestDialect(String language, Context context) {
    this.language = language;
    this.context = context;
  }

  final void handsOut(GuestFunctions its) {
    functions = its;
  }

  private GuestFunctions functions() {
    return Objects.requireNonNull(functions, language);
  }

  final String language() {
    return language;
  }

  /** The one of a context that has just been opened. */
  static GuestDialect open(String language, Context context) {
    GuestDialect dialect =
        switch (language) {
          case "js" -> new JavaScriptDialect(context);
          case "python" -> new PythonDialect(context);
          default -> new PlainDialect(language, context);
        };
    OF.put(context, dialect);
    return dialect;
  }

  /** The one of the context that a value is of. */
  static GuestDialect of(Value value) {
    return Objects.requireNonNull(OF.get(value.getContext()), "the context is closed");
  }

  /** The one of the context that the calling thread is inside of. */
  static GuestDialect current() {
    return Objects.requireNonNull(OF.get(Context.getCurrent()), "the context is closed");
  }

  /** The context has closed. */
  final void close() {
    OF.remove(context);
  }

  /** Something of the guest begins, perhaps inside of something else. */
  void begin() {}

  /** What is under way was interrupted, wherever it was. */
  void interrupted() {}

  /**
   * What has begun last ends. Where that was all, so has what it left to do later.
   *
   * @return what has failed later on; none where all is well
   */
  List<Exception> end() {
    return List.of();
  }

  /**
   * Calls a handler.
   *
   * @param name of the handler
   * @param events what it is called with: one, or none
   * @throws GuestException where all that it has done is to say what is to be done
   */
  abstract void handle(Value handler, String name, @Nullable Object[] events);

  // --- functions and names -----------------------------------------------------------------------

  /**
   * The handler that a function is.
   *
   * @throws IllegalArgumentException where it is a function of another guest
   */
  final Object handler(Value function, String where) {
    boolean isOfJava = function.isProxyObject();
    Object identity = isOfJava ? function.asProxyObject() : identity(function);
    if (identity == null) {
      throw ofAnother(where);
    }
    String name = isOfJava ? identity.toString() : name(function);
    return functions().handler(name.isEmpty() ? "an anonymous function" : name, function, identity);
  }

  /** Refuses a handler of Java's that is a function of another guest. */
  final void requireOwn(Object given, String where) {
    if (functions().isOfAnother(given)) {
      throw ofAnother(where);
    }
  }

  private static IllegalArgumentException ofAnother(String where) {
    return new IllegalArgumentException(
        "[PL-H2.5] "
            + where
            + ": it is a function of another guest, whose turn it is not; define it in the guest that"
            + " registers it");
  }

  /** What a function calls itself; empty for nothing. */
  String name(Value function) {
    return "";
  }

  /**
   * What is equal for one function, as long as there is it, and not for two; null for one of
   * another context.
   */
  @Nullable Object identity(Value function) {
    return new Object();
  }

  /** The name of a method in Java that a guest calls by this name. */
  String javaName(String name) {
    return name;
  }

  /** What a guest calls a method in Java of this name. */
  String nameOf(String method) {
    return method;
  }

  // --- values ------------------------------------------------------------------------------------

  /** Whether a number that happens to be whole is an integer. */
  boolean wholeIsInteger() {
    return false;
  }

  /** Whether {@link #plain} knows times; else polyglot does. */
  boolean tellsTimes() {
    return false;
  }

  /** What an object of the guest is: an array of a kind, and of what goes with it. */
  abstract Value plain(Value object);

  /** Throws what the language has for a write to what is read-only; an item, or a member. */
  abstract void refuseWrite(String what, boolean item);

  /**
   * Refuses what is done for a handler by code that another one has left behind.
   *
   * @throws IllegalStateException where that is what the calling thread runs
   */
  void requireOwnTurn(String what) {}

  static GuestException described(String language, String name, String what, String remedy) {
    return new GuestException(
        "[PL-H5] %s: %s returned %s, which only says what is to be done: nothing of it has run; %s"
            .formatted(language, name, what, remedy),
        null);
  }

  static Source own(String language, String file) {
    try (InputStream in = GuestDialect.class.getResourceAsStream(file)) {
      byte[] text = Objects.requireNonNull(in, file).readAllBytes();
      return Source.newBuilder(language, new String(text, StandardCharsets.UTF_8), file)
          .internal(true)
          .buildLiteral();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Of a language of which nothing is known but what all have. */
  private static final class PlainDialect extends GuestDialect {
    private final Context context;

    PlainDialect(String language, Context context) {
      super(language, context);
      this.context = context;
    }

    @Override
    void handle(Value handler, String name, @Nullable Object[] events) {
      handler.executeVoid(events);
    }

    @Override
    Value plain(Value object) {
      if (object.hasIterator()) {
        return context.asValue(List.of("list"));
      }
      List<List<Object>> members =
          object.getMemberKeys().stream()
              .filter(key -> !object.getMember(key).canExecute())
              .map(key -> List.of(key, object.getMember(key)))
              .toList();
      return context.asValue(List.of("members", members));
    }

    @Override
    void refuseWrite(String what, boolean item) {
      throw new UnsupportedOperationException(what);
    }
  }
}
