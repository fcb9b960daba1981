package dev.parklane.runtime.event;

import dev.parklane.runtime.scheduling.HandlerEnvironment;
import dev.parklane.runtime.scheduling.ThreadText;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.proxy.ProxyExecutable;
import org.graalvm.polyglot.proxy.ProxyObject;
import org.jspecify.annotations.Nullable;

/** The lanes of the agent whose handler runs on the thread, by name, as a guest sees them. */
final class LanesView implements ProxyObject {
  private final Context context;
  private final GuestDialect dialect;

  LanesView(Context context, GuestDialect dialect) {
    this.context = context;
    this.dialect = dialect;
  }

  @Override
  public Object getMember(String lane) {
    resolve(lane);
    return new LaneView(lane);
  }

  private static Object resolve(String lane) {
    if (!HandlerEnvironment.CURRENT.isBound()) {
      throw new IllegalStateException(
          "[PL-E8.7] lanes."
              + lane
              + ": "
              + ThreadText.of(Thread.currentThread())
              + " runs no handler of an agent; use lanes in handlers of agents only");
    }
    return HandlerEnvironment.CURRENT.get().lane(lane);
  }

  @Override
  public Object getMemberKeys() {
    return new String[0];
  }

  /** Any name may be a lane's; those of the languages' own protocols are none. */
  @Override
  public boolean hasMember(String key) {
    return !key.startsWith("__");
  }

  @Override
  public void putMember(String key, Value value) {
    throw new IllegalArgumentException(
        "[PL-H2] lanes." + key + " = ... is no write; call a method of the lane, as in set(...)");
  }

  @Override
  public String toString() {
    return "lanes";
  }

  /** A lane by its name: whichever agent's turn it is, that one's. */
  private final class LaneView implements ProxyObject {
    private final String name;

    LaneView(String name) {
      this.name = name;
    }

    private Value lane() {
      return context.asValue(resolve(name));
    }

    @Override
    public Object getMember(String method) {
      return (ProxyExecutable) arguments -> invoke(method, arguments);
    }

    /** A guest has no eye for its thread's interrupt status, so each call looks at it. */
    private @Nullable Object invoke(String method, Value... arguments) {
      if (Thread.currentThread().isInterrupted()) {
        throw LanesView.<RuntimeException>asItself(
            new InterruptedException("lanes." + name + "." + method + ": interrupted before it"));
      }
      dialect.requireOwnTurn("lanes." + name + "." + method);
      Object[] copies = copies(method, arguments);
      try {
        Value result = lane().invokeMember(method, copies);
        return result.isHostObject() ? GuestView.of(result.asHostObject()) : result;
      } catch (PolyglotException e) {
        if (e.isHostException()) {
          throw LanesView.<RuntimeException>asItself(e.asHostException());
        }
        throw new IllegalArgumentException(
            "[PL-H2.2] lanes." + name + "." + method + ": " + e.getMessage());
      }
    }

    private @Nullable Object[] copies(String method, Value... arguments) {
      @Nullable Object[] copies = new Object[arguments.length];
      for (int i = 0; i < copies.length; i++) {
        Object copy =
            PlainValue.of(arguments[i], "argument " + (i + 1) + " of lanes." + name + "." + method);
        copies[i] = copy == null ? null : fit(method, i, copy);
      }
      return copies;
    }

    private Object fit(String method, int index, Object given) {
      HandlerEnvironment agent = HandlerEnvironment.CURRENT.get();
      boolean mayFit = given instanceof Number || given instanceof String;
      Class<?> type = mayFit ? agent.argumentType(name, method, index) : null;
      Object fitting = type == null ? given : NumberFit.fit(given, type);
      String why = agent.refusesArgument(name, method, index, fitting);
      if (why != null) {
        throw new IllegalArgumentException("[PL-M9.3] lanes." + name + "." + method + ": " + why);
      }
      return fitting.equals(given) ? given : new PlainValue.Exactly(fitting);
    }

    @Override
    public Object getMemberKeys() {
      return lane().getMemberKeys().toArray(String[]::new);
    }

    @Override
    public boolean hasMember(String key) {
      return lane().canInvokeMember(key);
    }

    @Override
    public void putMember(String key, Value value) {
      throw new IllegalArgumentException(
          "[PL-H2] lanes." + name + "." + key + " = ... is no write; call set(...)");
    }

    @Override
    public String toString() {
      return "lanes." + name;
    }
  }

  /** Polyglot carries any exception through the guest, so no wrapping is called for. */
  @SuppressWarnings("unchecked")
  private static <X extends Throwable> X asItself(Throwable failure) throws X {
    throw (X) failure;
  }
}
