package dev.parklane.runtime.event;

import dev.parklane.runtime.scheduling.Enclosure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.graalvm.polyglot.Context;
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
 * long (law H2), so others may change its globals between two of its statements where it is shared.
 *
 * <p><b>Agents.</b> In a handler of an agent the global {@code lanes} has the agent's lanes, with
 * their public methods: {@code lanes.length.set(lanes.length.get() + 1)}. It always means the agent
 * whose handler runs on the thread, whoever opened the guest.
 *
 * <p><b>Values.</b> The guest sees records as objects with attributes, optionals as what is in them
 * or nothing, enums as their names, lists and maps as its own, all read-only; other objects with
 * their public members. What it gives to a lane, or to anything else in Java that takes an object,
 * is copied into plain Java: a number is of the class that the lane holds, if it is the same number
 * there; otherwise, and where the lane does not know, a whole one is an {@code Integer} if it fits,
 * else a {@code Long}, else a {@code BigInteger}, and others are {@code Double}. Lists and maps are
 * unmodifiable copies. A function cannot leave its guest.
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
  private final Enclosure enclosure;

  private Guest(GuestContext context) {
    this.context = context;
    this.enclosure = new Enclosure("the " + context.language() + " guest", context);
  }

  /**
   * Opens a guest of a language, which may use no files, threads, sockets or Java classes.
   *
   * @param language as GraalVM calls it: {@code python}, {@code js}
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
   * all guests of a language, and no setting.
   *
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
          "a guest of language '"
              + language
              + "' needs GraalVM polyglot, which is not there; add"
              + " org.graalvm.polyglot:polyglot and org.graalvm.polyglot:"
              + language
              + "-community (type pom) to the program",
          e);
    }
  }

  /** Its language. */
  public String language() {
    return context.language();
  }

  /**
   * Runs a script in its globals.
   *
   * @throws GuestException where the script fails
   * @throws IllegalStateException where the guest is closed
   */
  public void run(String script) {
    inside(() -> context.run(context.source(script)));
  }

  /**
   * Runs a script from a file.
   *
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
   * @throws IllegalArgumentException where the guest has no such function
   */
  public <E> GuestHandler<E> handler(String function) {
    return new GuestHandler<>(this, function);
  }

  /** A copy of a global in plain Java; null where it has none of that name, or nothing in it. */
  public @Nullable Object get(String global) {
    return inside(() -> context.get(Objects.requireNonNull(global, "global")));
  }

  /** Sets a global, which the guest sees as it sees events. */
  public void set(String global, @Nullable Object value) {
    inside(() -> context.set(Objects.requireNonNull(global, "global"), value));
  }

  void require(String function) {
    inside(() -> context.require(function));
  }

  void call(String function, @Nullable Object event) throws Exception {
    enclosure.call(() -> context.call(function, event));
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
          language() + ": interrupted while it waited to get into the guest", e);
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
