package dev.parklane.runtime.event;

import dev.parklane.runtime.scheduling.HandlerEnvironment;
import java.util.Collection;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.proxy.ProxyObject;
import org.jspecify.annotations.Nullable;

/** The lanes of the agent whose handler runs on the thread, by name, as a guest sees them. */
final class LanesView implements ProxyObject {
  private final Context context;

  LanesView(Context context) {
    this.context = context;
  }

  @Override
  public Object getMember(String lane) {
    resolve(lane);
    return new LaneView(lane);
  }

  private static Object resolve(String lane) {
    return MethodsView.agent("lanes", lane).lane(lane);
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
  private final class LaneView extends MethodsView {
    private final String name;

    LaneView(String name) {
      this.name = name;
    }

    private Value lane() {
      return context.asValue(resolve(name));
    }

    @Override
    String title() {
      return "lanes." + name;
    }

    @Override
    boolean has(String method) {
      return lane().canInvokeMember(method);
    }

    @Override
    Collection<String> methods() {
      return lane().getMemberKeys();
    }

    @Override
    @Nullable Object call(String method, String where, Value... arguments) {
      Object[] copies = copies(method, where, arguments);
      Value result = lane().invokeMember(method, copies);
      return result.isHostObject() ? GuestView.of(result.asHostObject()) : result;
    }

    private @Nullable Object[] copies(String method, String where, Value... arguments) {
      @Nullable Object[] copies = new Object[arguments.length];
      for (int i = 0; i < copies.length; i++) {
        Object copy = PlainValue.of(arguments[i], "argument " + (i + 1) + " of " + where);
        copies[i] = copy == null ? null : given(method, i, copy);
      }
      return copies;
    }

    private Object given(String method, int index, Object copy) {
      Object fitting = HandlerEnvironment.CURRENT.get().given(name, method, index, copy);
      return fitting instanceof Number && !fitting.equals(copy)
          ? new PlainValue.Exactly(fitting)
          : fitting;
    }

    @Override
    public void putMember(String key, Value value) {
      throw new IllegalArgumentException(
          "[PL-H2] lanes." + name + "." + key + " = ... is no write; call set(...)");
    }
  }
}
