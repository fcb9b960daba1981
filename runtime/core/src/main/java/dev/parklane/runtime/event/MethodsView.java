package dev.parklane.runtime.event;

import dev.parklane.runtime.scheduling.HandlerEnvironment;
import dev.parklane.runtime.scheduling.ThreadText;
import java.util.Collection;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.proxy.ProxyExecutable;
import org.graalvm.polyglot.proxy.ProxyObject;
import org.jspecify.annotations.Nullable;

/**
 * Methods in Java as a guest calls them: by the names that its language has for them, in its own
 * turn, with plain copies of what it gives; and what comes back as it sees values.
 */
abstract class MethodsView implements ProxyObject {
  /** What it is called in messages, as in {@code lanes.length}. */
  abstract String title();

  /** Whether there is a method of this name, as Java spells it. */
  abstract boolean has(String method);

  /** The names of all of them, as Java spells them. */
  abstract Collection<String> methods();

  /**
   * Calls a method.
   *
   * @param method one that there is, as Java spells it
   * @param where what is called, as the guest spells it
   */
  abstract @Nullable Object call(String method, String where, Value... arguments) throws Exception;

  /** The agent whose handler runs on the calling thread. */
  static HandlerEnvironment agent(String part, String member) {
    if (!HandlerEnvironment.CURRENT.isBound()) {
      throw new IllegalStateException(
          "[PL-E8.7] %s.%s: %s runs no handler of an agent; use %s in handlers of agents only"
              .formatted(part, member, ThreadText.of(Thread.currentThread()), part));
    }
    return HandlerEnvironment.CURRENT.get();
  }

  @Override
  public final Object getMember(String member) {
    return new Method(this, member);
  }

  /** One of them, which a guest may call later, too. */
  record Method(MethodsView of, String member) implements ProxyExecutable {
    @Override
    public @Nullable Object execute(Value... arguments) {
      return of.invoke(of.method(member), "." + member, arguments);
    }

    @Override
    public String toString() {
      return of.title() + "." + member;
    }
  }

  private String method(String member) {
    String java = GuestDialect.current().javaName(member);
    return java.equals(member) || has(member) ? member : java;
  }

  /**
   * Calls a method, as the guest asks for it. A guest has no eye for its thread's interrupt status,
   * so each call looks at it.
   */
  final @Nullable Object invoke(String method, String member, Value... arguments) {
    String where = title() + member;
    try {
      if (Thread.currentThread().isInterrupted()) {
        throw new InterruptedException(where + ": interrupted before it");
      }
      GuestDialect.current().requireOwnTurn(where);
      return call(method, where, arguments);
    } catch (PolyglotException e) {
      if (e.isHostException()) {
        throw MethodsView.<RuntimeException>asItself(e.asHostException());
      }
      throw new IllegalArgumentException("[PL-H2.2] " + where + ": " + e.getMessage());
    } catch (Exception e) {
      throw MethodsView.<RuntimeException>asItself(e);
    }
  }

  /** Polyglot carries any exception through the guest, so no wrapping is called for. */
  @SuppressWarnings("unchecked")
  private static <X extends Throwable> X asItself(Throwable failure) throws X {
    throw (X) failure;
  }

  @Override
  public final Object getMemberKeys() {
    GuestDialect dialect = GuestDialect.current();
    return methods().stream().map(dialect::nameOf).toArray(String[]::new);
  }

  /** Those of the languages' own protocols are none. */
  @Override
  public final boolean hasMember(String key) {
    return !key.startsWith("__") && (has(key) || has(GuestDialect.current().javaName(key)));
  }

  @Override
  public void putMember(String key, Value value) {
    throw new IllegalArgumentException(
        "[PL-H2.3] %s.%s = ...: %s has methods only; call one of them"
            .formatted(title(), key, title()));
  }

  @Override
  public final String toString() {
    return title();
  }
}
