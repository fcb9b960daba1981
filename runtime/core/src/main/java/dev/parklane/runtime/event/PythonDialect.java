package dev.parklane.runtime.event;

import java.util.Locale;
import java.util.regex.Pattern;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/** Python. What a handler leaves to do later does not come by itself, so it may leave nothing. */
final class PythonDialect extends GuestDialect {
  private static final Source OWN = own("python", "parklane.py");
  private static final Pattern UNDERSCORE = Pattern.compile("(?<=[A-Za-z0-9])_([a-z0-9])");
  private static final Pattern CAPITAL = Pattern.compile("(?<=[a-z0-9])[A-Z]");

  private final Value plain;
  private final Value readOnly;
  private final Value described;
  private final Value function;

  PythonDialect(Context context) {
    super("python", context);
    Value own = context.eval(OWN);
    context.getBindings("python").removeMember("_parklane");
    plain = own.getArrayElement(0);
    readOnly = own.getArrayElement(1);
    described = own.getArrayElement(2);
    function = own.getArrayElement(3);
  }

  @Override
  void handle(Value handler, String name, @Nullable Object[] events) {
    Value result = handler.execute(events);
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

  @Override
  String name(Value callee) {
    return function.execute(callee).getArrayElement(0).asString();
  }

  @Override
  @Nullable Object identity(Value callee) {
    Value known = function.execute(callee);
    return known.isNull() ? null : known.getArrayElement(1).asLong();
  }

  /** {@code correlation_id} is {@code correlationId}. */
  @Override
  String javaName(String name) {
    return name.indexOf('_') < 0
        ? name
        : UNDERSCORE.matcher(name).replaceAll(letter -> letter.group(1).toUpperCase(Locale.ROOT));
  }

  @Override
  String nameOf(String method) {
    return CAPITAL
        .matcher(method)
        .replaceAll(capital -> "_" + capital.group().toLowerCase(Locale.ROOT));
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
