package dev.parklane.runtime.event;

import dev.parklane.runtime.scheduling.Enclosure;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/**
 * The polyglot side of a guest. All of it is called inside of the guest, but for what opens it, and
 * only where polyglot is there.
 */
final class GuestContext implements Enclosure.Gate {
  private static final String LANES = "lanes";

  private final String language;
  private final Context context;
  private final PlainValue plain;
  private final Value globals;

  private GuestContext(GuestLanguage language, Context context) {
    this.language = language.name();
    this.context = context;
    this.plain = language.plain();
    this.globals = context.getBindings(this.language);
    globals.putMember(LANES, new LanesView(context, plain));
  }

  static GuestContext open(String name, @Nullable Consumer<? super Context.Builder> settings) {
    GuestLanguage language = GuestLanguage.of(name);
    Context.Builder builder =
        Context.newBuilder(name).engine(language.engine()).allowHostAccess(language.access());
    if (settings != null) {
      settings.accept(builder);
    }
    return new GuestContext(language, builder.build());
  }

  String language() {
    return language;
  }

  // --- in and out --------------------------------------------------------------------------------

  @Override
  public void enter() {
    context.enter();
  }

  @Override
  public void leave() {
    context.leave();
  }

  @Override
  public void interrupt() {
    try {
      context.interrupt(Duration.ZERO);
    } catch (TimeoutException e) {
      throw new IllegalStateException("there is no time-out", e);
    }
  }

  @Override
  public void close() {
    try {
      context.close();
    } catch (PolyglotException e) {
      throw GuestFailure.inGuest(language, "close()", e);
    }
  }

  // --- what a guest does -------------------------------------------------------------------------

  @Nullable Object run(Source script) throws Exception {
    try {
      context.eval(script);
      return null;
    } catch (PolyglotException e) {
      throw GuestFailure.of(language, script.getName(), e);
    }
  }

  Source source(String script) {
    return Source.newBuilder(language, script, "script").buildLiteral();
  }

  Source source(Path script) throws IOException {
    return Source.newBuilder(language, script.toFile()).build();
  }

  @Nullable Object get(String global) throws Exception {
    try {
      Value value = globals.getMember(global);
      return value == null ? null : plain.of(value);
    } catch (PolyglotException e) {
      throw GuestFailure.of(language, global, e);
    }
  }

  @Nullable Object set(String global, @Nullable Object value) throws Exception {
    try {
      globals.putMember(global, GuestView.of(value));
      return null;
    } catch (PolyglotException e) {
      throw GuestFailure.of(language, global, e);
    }
  }

  @Nullable Object require(String function) {
    Value there = globals.getMember(function);
    if (there == null || !there.canExecute()) {
      throw new IllegalArgumentException(
          "the "
              + language
              + " guest has "
              + (there == null ? "no global '" : "a global that is no function, '")
              + function
              + "'; run(...) a script that defines a function of that name first");
    }
    return there;
  }

  /** Calls a global. */
  @Nullable Object call(String function, @Nullable Object event) throws Exception {
    try {
      Value callee = globals.getMember(function);
      if (callee == null) {
        require(function);
      } else {
        callee.executeVoid(GuestView.of(event));
      }
      return null;
    } catch (PolyglotException e) {
      throw GuestFailure.of(language, function, e);
    }
  }
}
