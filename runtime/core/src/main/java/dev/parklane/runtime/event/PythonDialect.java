package dev.parklane.runtime.event;

import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/** Python. What a handler leaves to do later does not come by itself, so it may leave nothing. */
final class PythonDialect extends GuestDialect {
  private static final Source OWN = own("python", "parklane.py");

  private final Value plain;
  private final Value readOnly;
  private final Value described;

  PythonDialect(Context context) {
    super(context);
    Value own = context.eval(OWN);
    context.getBindings("python").removeMember("_parklane");
    plain = own.getArrayElement(0);
    readOnly = own.getArrayElement(1);
    described = own.getArrayElement(2);
  }

  @Override
  void handle(Value handler, String name, @Nullable Object event) {
    Value result = handler.execute(event);
    if (result.isNull()
        || result.isNumber()
        || result.isString()
        || result.isHostObject()
        || result.isProxyObject()) {
      return; // what a handler returns is dropped
    }
    Value what = described.execute(result);
    if (!what.isNull()) {
      throw described(
          "python",
          name,
          what.asString(),
          "let the handler be a plain def, and do it all before it returns");
    }
  }

  /** Polyglot asks an aware time for its offset at a date, which fails. */
  @Override
  boolean tellsTimes() {
    return true;
  }

  @Override
  Value plain(Value object) {
    return plain.execute(object);
  }

  @Override
  void refuseWrite(String what, boolean item) {
    readOnly.executeVoid(what, item);
  }
}
