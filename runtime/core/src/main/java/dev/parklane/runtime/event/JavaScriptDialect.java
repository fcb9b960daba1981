package dev.parklane.runtime.event;

import java.util.ArrayList;
import java.util.List;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.proxy.ProxyExecutable;
import org.jspecify.annotations.Nullable;

/**
 * JavaScript. What a handler leaves to do later, as a promise's reactions, is done when the
 * outermost call into the context returns, in the same turn (law H5): nobody else is inside until
 * then. What of it has failed, or waits for what cannot come any more, is a failure of that call.
 */
final class JavaScriptDialect extends GuestDialect {
  private static final Source OWN = own("js", "parklane.js");

  private final Value handle;
  private final Value takeLeft;
  private final Value plain;
  private final Value readOnly;
  private final Value turnNow;
  private final Value identityOf;

  // inside of the guest only
  private int depth; // of calls under way
  private long turn; // counts outermost calls
  private boolean isLeft; // whether there may be anything left of this turn

  JavaScriptDialect(Context context) {
    super("js", context);
    Value own =
        context
            .eval(OWN)
            .execute(
                (ProxyExecutable)
                    arguments -> {
                      isLeft = true;
                      return null;
                    });
    handle = own.getMember("handle");
    takeLeft = own.getMember("takeLeft");
    plain = own.getMember("plain");
    readOnly = own.getMember("readOnly");
    turnNow = own.getMember("turn");
    identityOf = own.getMember("identity");
  }

  @Override
  void begin() {
    if (depth++ == 0) {
      turn++;
    }
  }

  @Override
  void interrupted() {
    isLeft = true; // reactions may wait, and are to run in this turn and in no other
  }

  @Override
  List<Exception> end() {
    List<Exception> failures = new ArrayList<>();
    if (--depth == 0) {
      while (isLeft) { // also by what runs when that call returns
        isLeft = false;
        add(takeLeft.execute(), failures);
      }
    }
    return failures;
  }

  private static void add(Value left, List<Exception> failures) {
    for (long i = 0; i < left.getArraySize(); i++) {
      Value entry = left.getArrayElement(i);
      String name = entry.getArrayElement(0).asString();
      Value with = entry.getArrayElement(2);
      switch (entry.getArrayElement(1).asString()) {
        case "rejected" -> failures.add(rejected(name, with));
        case "pending" -> failures.add(pending(name));
        case "described" -> failures.add(described(name, with.asString()));
        default -> {}
      }
    }
  }

  private static Exception rejected(String name, Value reason) {
    String during = name.isEmpty() ? "a promise that nobody handles" : name;
    if (reason.isException()) {
      try {
        reason.throwException();
      } catch (PolyglotException e) {
        return GuestFailure.of("js", during, e);
      }
    }
    return new GuestException(
        "[PL-H5.2] js: rejected with " + reason + " (in " + during + ")", null);
  }

  private static GuestException pending(String name) {
    return new GuestException(
        "[PL-H5.3] js: "
            + name
            + " returned a promise that is still pending when all that was left to do is done, and"
            + " nothing can settle it in this turn; await what comes in the handler itself, and"
            + " handle what comes later in a handler of its own",
        null);
  }

  private static GuestException described(String name, String what) {
    return described(
        "js", name, what, "go through it in the handler, or let that be a plain function");
  }

  @Override
  void handle(Value handler, String name, @Nullable Object[] events) {
    Object event = events.length == 0 ? null : events[0];
    Value what = handle.execute(handler, event, name, turn, events.length == 0);
    if (!what.isNull()) {
      throw described(name, what.asString());
    }
  }

  @Override
  String name(Value function) {
    Value name = function.getMember("name");
    return name != null && name.isString() ? name.asString() : "";
  }

  @Override
  @Nullable Object identity(Value function) {
    long identity = identityOf.execute(function).asLong();
    return identity == 0 ? null : identity;
  }

  @Override
  boolean wholeIsInteger() {
    return true; // all numbers are floats
  }

  @Override
  Value plain(Value object) {
    return plain.execute(object);
  }

  @Override
  void refuseWrite(String what, boolean item) {
    readOnly.executeVoid(what);
  }

  @Override
  void requireOwnTurn(String what) {
    Value its = turnNow.execute();
    if (!its.isNull() && its.asLong() != turn) {
      throw new IllegalStateException(
          "[PL-H5.4] "
              + what
              + ": this continues a handler whose cascade is over, and would act in another's;"
              + " settle what a handler awaits before it returns, and handle what comes later in a"
              + " handler of its own");
    }
  }
}
