package dev.parklane.runtime.event;

import dev.parklane.runtime.scheduling.ExclusiveContext;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/**
 * A context of a GraalVM language, such as Python or JavaScript: its globals, and the functions
 * that handle events (law H1).
 *
 * <p>Polyglot is an optional dependency. A program that opens guests adds {@code
 * org.graalvm.polyglot:polyglot} and one artifact per language, {@code python-community} or {@code
 * js-community} of the same group, of type pom; on the module path it requires {@code
 * org.graalvm.polyglot}.
 *
 * <p><b>Threads.</b> Any thread may call any method. One at a time is inside of the guest, in the
 * order in which they came. A guest may belong to one agent ({@code guest(...)} of the agent, which
 * closes it at its end) or be shared by many, and by handlers outside agents: then they wait for
 * each other. A handler that parks for a lane write, or asks another agent, leaves the guest as
 * long (law H2), so others may change its globals between two of its statements where it is shared:
 * those of its own cascade in JavaScript, any in Python.
 *
 * <p><b>What is left to do later</b> is part of the cascade that leaves it (law H5). In JavaScript
 * the reactions of promises run in the same turn, before the writer goes on; where a guest triggers
 * itself, before its outermost call returns. Until then no other agent's handler gets in: it waits,
 * and whoever would wait for itself, over guests and asks, fails with the way (law O2). A rejection
 * that nobody handles is a failure of that outermost call, and so is a promise that a handler
 * returns and that is still pending then. A reaction that is brought about in a later turn may not
 * touch lanes. In either language a result that only says what is to be done, a coroutine, a
 * generator or another iterator, is a failure by name: nothing of it has run. Three <b>caveats</b>:
 * a function or generator that one handler keeps in a global acts for the agent whose handler calls
 * it; what Python calls when it collects memory ({@code __del__}, callbacks of weak references)
 * comes in anybody's turn, and JavaScript has no {@code FinalizationRegistry} for that reason; and
 * who waits for a whole plane inside of a JavaScript guest ({@code awaitQuiet}, {@code close})
 * waits for ever where an agent of it needs that guest.
 *
 * <p><b>Agents.</b> In a handler of an agent the global {@code lanes} has the agent's lanes, with
 * their public methods: {@code lanes.length.set(lanes.length.get() + 1)}; {@code bus} and {@code
 * clock} are those of the agent, {@code agent("/a")} is another one and {@code agent} itself (law
 * H2). They always mean the agent whose handler runs on the thread, whoever opened the guest. The
 * guest gives them functions of its own, which are {@linkplain GuestHandler handlers}; one of
 * another guest is refused. Python has the methods in its own spelling: {@code
 * request.correlation_id()}.
 *
 * <p><b>Values.</b> The guest sees records as objects with attributes, optionals as what is in them
 * or nothing, enums as their names, lists and maps as its own, all read-only; other objects with
 * their public members. What it gives to a lane, or to anything else in Java that takes an object,
 * is copied into plain Java: a number is of the class that the lane holds, if it is the same number
 * there; otherwise, and where the lane does not know, a whole one is an {@code Integer} if it fits,
 * else a {@code Long}, else a {@code BigInteger}, and others are {@code Double}. Lists, sets and
 * maps are unmodifiable copies, bytes an array of them, dates and times those of {@code java.time}
 * (with a zone, instants). A {@code Decimal} is a {@code BigDecimal}, a {@code timedelta} a {@code
 * Duration}, a constant of an enum its name, or the lane's constant of that name; one that is a
 * number or a text as well stays that. Other objects are maps of what they have themselves, without
 * what is their class's. Whatever has no form in Java, a function or a promise, a symbol, a complex
 * number, a value that contains itself, is refused by name, with its place.
 *
 * <p><b>Failures.</b> A guest's exception is a {@link GuestException} with its message, its stack
 * and its causes (law H4).
 *
 * <p><b>Interrupts.</b> Where its agent is interrupted because its plane closes, code of the guest
 * is interrupted wherever it is, in an endless loop too.
 *
 * <p><b>Cost.</b> All guests of a language share one engine, so that the second one opens in a
 * fraction of the time: Python 1,700 ms and 30 MB, then 65 ms and 2.2 MB each; JavaScript 360 ms
 * and 4 MB, then 10 ms and 75 kB. An event costs 2 us in Python and 1 us in JavaScript, 5 us more
 * where its thread is new to the guest, as each thread of an agent is. (2 cores, Temurin 25, which
 * interprets guests; a GraalVM compiles them.) So one shared guest serves many small agents, and
 * one for each agent keeps their globals apart.
 */
public final class Guest implements AutoCloseable {
  private final GuestContext context;
  private final ExclusiveContext enclosure;

  private Guest(GuestContext context) {
    this.context = context;
    String name = "the " + context.language() + " guest";
    this.enclosure =
        context.defers()
            ? ExclusiveContext.exclusive(name, context)
            : new ExclusiveContext(name, context);
    context.handsOut(new Functions(this));
  }

  /**
   * Opens a guest of a language, which may use no files, threads, sockets or Java classes.
   *
   * @param language as GraalVM calls it: {@code python}, {@code js}
   * @return a guest of its own, with globals that no other shares; whoever opens it closes it
   * @throws IllegalArgumentException where the language is not there; the message names the
   *     artifact to add
   */
  public static Guest of(String language) {
    requirePolyglot(language);
    return new Guest(GuestContext.open(language, null));
  }

  /**
   * Opens a guest with settings of its own, which come after those that every guest has: {@code
   * Guest.of("python", context -> context.allowIO(IOAccess.ALL))}. The access to Java is one for
   * all guests of a language, and no setting; nor is what becomes of rejected promises (law H5).
   *
   * @param language as GraalVM calls it: {@code python}, {@code js}
   * @param settings changes the builder of the guest's context, once, before it is built
   * @return a guest of its own, with globals that no other shares; whoever opens it closes it
   * @throws IllegalArgumentException where the language is not there, or has no such setting
   */
  @SuppressWarnings("exports") // whoever calls it has polyglot
  public static Guest of(String language, Consumer<? super Context.Builder> settings) {
    requirePolyglot(language);
    return new Guest(GuestContext.open(language, Objects.requireNonNull(settings, "settings")));
  }

  private static void requirePolyglot(String language) {
    Objects.requireNonNull(language, "language");
    try {
      Class.forName("org.graalvm.polyglot.Context", false, Guest.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new IllegalArgumentException(
          "[PL-H1] a guest of language '"
              + language
              + "' needs GraalVM polyglot, which is not there; add"
              + " org.graalvm.polyglot:polyglot and org.graalvm.polyglot:"
              + language
              + "-community (type pom) to the program",
          e);
    }
  }

  /** {@return its language, as GraalVM calls it} */
  public String language() {
    return context.language();
  }

  /**
   * Runs a script in its globals.
   *
   * @param script the text of the script, in the guest's language
   * @throws GuestException where the script fails
   * @throws IllegalStateException where the guest is closed
   */
  public void run(String script) {
    inside(() -> context.run(context.source(script)));
  }

  /**
   * Runs a script from a file.
   *
   * @param script the file that holds it; its name is what stack traces of the guest say
   * @throws IOException where the file cannot be read
   */
  public void run(Path script) throws IOException {
    var source = context.source(script); // before it is this thread's turn
    inside(() -> context.run(source));
  }

  /**
   * A function of the guest, by the name of its global, as a handler. It is looked up again for
   * each event, so a script that is run later may replace it.
   *
   * @param <E> the type of the events
   * @param function the name of the global that holds it
   * @return a handler that is equal to any other of this function of this guest
   * @throws IllegalArgumentException where the guest has no such function
   */
  public <E> GuestHandler<E> handler(String function) {
    return new GuestHandler<>(this, function);
  }

  /**
   * {@return a copy of a global in plain Java; null where it has none of that name, or nothing in
   * it}
   *
   * @param global the name of the global
   */
  public @Nullable Object get(String global) {
    return inside(() -> context.get(Objects.requireNonNull(global, "global")));
  }

  /**
   * Sets a global, which the guest sees as it sees events.
   *
   * @param global the name of the global
   * @param value what it holds from now on; null for nothing
   */
  public void set(String global, @Nullable Object value) {
    inside(() -> context.set(Objects.requireNonNull(global, "global"), value));
  }

  void require(String function) {
    inside(() -> context.require(function));
  }

  void call(String function, @Nullable Object callee, @Nullable Object[] events) throws Exception {
    enclosure.call(() -> context.call(function, callee, events));
  }

  private record Functions(Guest guest) implements GuestFunctions {
    @Override
    public Object handler(String name, Value function, Object identity) {
      return new GuestHandler<>(guest, name, function, identity);
    }

    @Override
    public boolean isOfAnother(Object given) {
      return given instanceof GuestHandler<?> handler && handler.guest() != guest;
    }
  }

  /** Nothing that the guest does is checked in Java, but what it calls in Java may be. */
  private @Nullable Object inside(Callable<@Nullable Object> act) {
    try {
      return enclosure.call(act);
    } catch (RuntimeException e) {
      throw e;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new GuestException(
          "[PL-H1.2] " + language() + ": interrupted while it waited to get into the guest", e);
    } catch (Exception e) {
      throw new GuestException(language() + ": " + e, e);
    }
  }

  /**
   * Closes the guest: nobody gets in any more. Calls that are under way, this thread's own
   * included, run to their end, and the last one ends the context. Again does nothing.
   */
  @Override
  public void close() {
    enclosure.close();
  }

  /** As in {@code python guest}. */
  @Override
  public String toString() {
    return language() + " guest";
  }
}
