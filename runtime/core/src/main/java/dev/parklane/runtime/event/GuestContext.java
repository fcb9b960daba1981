package dev.parklane.runtime.event;

import dev.parklane.runtime.scheduling.ExclusiveContext;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
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
final class GuestContext implements ExclusiveContext.Gate {
  private final String language;
  private final Context context;
  private final GuestDialect dialect;
  private final Value globals;

  private GuestContext(GuestLanguage language, Context context) {
    this.language = language.name();
    this.context = context;
    this.dialect = GuestDialect.open(this.language, context);
    this.globals = context.getBindings(this.language);
    globals.putMember("lanes", new LanesView(context));
    globals.putMember("bus", new CalledView.Part("bus"));
    globals.putMember("clock", new CalledView.Part("clock"));
    globals.putMember("agent", new CalledView.Function("agent"));
  }

  /** What its functions are to others. */
  void handsOut(GuestFunctions functions) {
    dialect.handsOut(functions);
  }

  static GuestContext open(String name, @Nullable Consumer<? super Context.Builder> settings) {
    GuestLanguage language = GuestLanguage.of(name);
    Context.Builder builder =
        Context.newBuilder(name).engine(language.engine()).allowHostAccess(language.access());
    if (settings != null) {
      settings.accept(builder);
    }
    if (name.equals("js")) { // by them it is known what a handler leaves to do, and whose it is
      builder
          .allowExperimentalOptions(true)
          .option("js.async-context", "true")
          .option("js.unhandled-rejections", "handler");
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
    } finally {
      dialect.close();
    }
  }

  // --- what a guest does -------------------------------------------------------------------------

  /** Whether what it leaves to do later is done when the outermost call returns. */
  boolean defers() {
    return language.equals("js");
  }

  @Nullable Object run(Source script) throws Exception {
    return during(
        script.getName(),
        () -> {
          context.eval(script);
          return null;
        });
  }

  Source source(String script) {
    return Source.newBuilder(language, script, "script").buildLiteral();
  }

  Source source(Path script) throws IOException {
    return Source.newBuilder(language, script.toFile()).build();
  }

  @Nullable Object get(String global) throws Exception {
    return during(
        global,
        () -> {
          Value value = globals.getMember(global);
          return value == null ? null : PlainValue.of(value, "global '" + global + "'");
        });
  }

  @Nullable Object set(String global, @Nullable Object value) throws Exception {
    return during(
        global,
        () -> {
          globals.putMember(global, GuestView.of(value));
          return null;
        });
  }

  @Nullable Object require(String function) {
    Value there = globals.getMember(function);
    if (there == null || !there.canExecute()) {
      throw new IllegalArgumentException(
          "[PL-H1.3] the "
              + language
              + " guest has "
              + (there == null ? "no global '" : "a global that is no function, '")
              + function
              + "'; run(...) a script that defines a function of that name first");
    }
    return there;
  }

  /** Calls a function; a global of that name where none is given. */
  @Nullable Object call(String name, @Nullable Object function, @Nullable Object[] events)
      throws Exception {
    return during(
        name,
        () -> {
          Value callee = function == null ? globals.getMember(name) : (Value) function;
          if (callee == null || !callee.canExecute()) {
            require(name);
          } else {
            dialect.handle(callee, name, Arrays.stream(events).map(GuestView::of).toArray());
          }
          return null;
        });
  }

  /** Does something, and where it is the outermost also what that has left to do later. */
  private <T extends @Nullable Object> T during(String what, Callable<T> act) throws Exception {
    dialect.begin();
    T result;
    try {
      result = act.call();
    } catch (PolyglotException e) {
      throw ended(what, told(what, e));
    } catch (Exception e) {
      GuestException interrupt = interrupt(what, e);
      throw interrupt == null ? ended(what, e) : ended(what, interrupt);
    } catch (Error e) {
      GuestException interrupt = interrupt(what, e);
      if (interrupt != null) {
        throw ended(what, interrupt);
      }
      throw ended(what, e);
    }
    List<Exception> later = later(what);
    if (!later.isEmpty()) {
      Exception first = later.removeFirst();
      later.forEach(first::addSuppressed);
      throw first;
    }
    return result;
  }

  /** The interrupt that this is, where polyglot throws it as itself; else null. */
  private @Nullable GuestException interrupt(String what, Throwable thrown) {
    GuestException interrupt = GuestFailure.interrupt(language, what, thrown);
    if (interrupt != null) {
      dialect.interrupted();
    }
    return interrupt;
  }

  /** To tell of a failure calls code of the guest, and that may fail as well. */
  private Exception told(String what, PolyglotException failure) {
    if (failure.isInterrupted()) {
      dialect.interrupted();
    }
    try {
      return GuestFailure.of(language, what, failure);
    } catch (PolyglotException e) {
      return new GuestException(language + ": " + failure.getMessage() + " (in " + what + ")", e);
    } catch (Error e) {
      throw ended(what, e);
    }
  }

  /** It has failed already; what fails later on is told with that. */
  private <X extends Throwable> X ended(String what, X failure) {
    if (failure instanceof GuestException) {
      later(what).stream().filter(e -> e != failure).forEach(failure::addSuppressed);
    } else {
      later(what); // it came from Java, as these did, most likely, and is shared by a cascade
    }
    return failure;
  }

  private List<Exception> later(String what) {
    try {
      return new ArrayList<>(dialect.end());
    } catch (PolyglotException e) {
      return new ArrayList<>(List.of(told(what, e)));
    } catch (RuntimeException | Error e) {
      GuestException interrupt = interrupt(what, e);
      if (interrupt == null) {
        throw e;
      }
      return new ArrayList<>(List.of(interrupt));
    }
  }
}
