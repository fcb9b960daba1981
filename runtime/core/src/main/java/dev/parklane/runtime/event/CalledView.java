package dev.parklane.runtime.event;

import dev.parklane.runtime.untyped.CalledByName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.proxy.ProxyExecutable;
import org.jspecify.annotations.Nullable;

/**
 * Something that is called by name, as a guest sees it: methods, which take its functions as event
 * handlers.
 */
abstract sealed class CalledView extends MethodsView permits CalledView.Handle, CalledView.Part {
  private final String title;

  private CalledView(String title) {
    this.title = title;
  }

  /** What is meant by it now. */
  abstract CalledByName target(String member);

  /** What an agent gives it, as the handle of a subscription. */
  static final class Handle extends CalledView implements GuestView {
    private final CalledByName target;

    Handle(CalledByName target) {
      super(target.title());
      this.target = target;
    }

    @Override
    CalledByName target(String member) {
      return target;
    }

    @Override
    public Object subject() {
      return target.subject();
    }
  }

  /** What every agent has, as its bus: whichever agent's turn it is, that one's. */
  static sealed class Part extends CalledView permits Function {
    Part(String name) {
      super(name);
    }

    @Override
    CalledByName target(String member) {
      return agent(title(), member).part(title());
    }
  }

  /** One that is a function as well. */
  static final class Function extends Part implements ProxyExecutable {
    Function(String name) {
      super(name);
    }

    @Override
    public @Nullable Object execute(Value... arguments) {
      return invoke(CalledByName.ITSELF, "", arguments);
    }
  }

  @Override
  final String title() {
    return title;
  }

  @Override
  final boolean has(String method) {
    return target(method).methods().contains(method) && !method.equals(CalledByName.ITSELF);
  }

  @Override
  final Collection<String> methods() {
    return target("").methods().stream().filter(name -> !name.isEmpty()).toList();
  }

  @Override
  final @Nullable Object call(String method, String where, Value... arguments) throws Exception {
    List<@Nullable Object> plain = new ArrayList<>();
    for (Value argument : arguments) {
      plain.add(plain(argument, "argument " + (plain.size() + 1) + " of " + where));
    }
    return GuestView.of(target(method).call(method, plain));
  }

  private static @Nullable Object plain(Value value, String where) {
    boolean isView = value.isProxyObject() && value.asProxyObject() instanceof GuestView;
    if (value.canExecute() && !value.isHostObject() && !isView) {
      return GuestDialect.current().handler(value, where);
    }
    if (value.isHostObject()) {
      GuestDialect.current().requireOwn(value.asHostObject(), where);
    }
    return value.isException() && !value.isHostObject()
        ? failure(value, where)
        : PlainValue.of(value, where);
  }

  private static Exception failure(Value thrown, String where) {
    try {
      throw thrown.throwException();
    } catch (PolyglotException e) {
      return GuestFailure.of(GuestDialect.current().language(), where, e);
    }
  }
}
