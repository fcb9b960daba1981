package dev.parklane.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parklane.runtime.event.EventHandler;
import dev.parklane.runtime.event.Guest;
import dev.parklane.runtime.event.GuestException;
import dev.parklane.runtime.event.GuestHandler;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** Law H1: guests are optional, and a program without polyglot has everything else. */
class WithoutPolyglotTest {
  /** Loads Parklane anew, in a world without polyglot. */
  private static final class Alone extends ClassLoader {
    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (name.startsWith("org.graalvm.") || name.startsWith("com.oracle.truffle.")) {
        throw new ClassNotFoundException(name);
      }
      if (!name.startsWith("dev.parklane.")) {
        return super.loadClass(name, resolve);
      }
      synchronized (getClassLoadingLock(name)) {
        Class<?> loaded = findLoadedClass(name);
        return loaded == null ? define(name) : loaded;
      }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
      String file = name.replace('.', '/') + ".class";
      try (InputStream in = Plane.class.getClassLoader().getResourceAsStream(file)) {
        if (in == null) {
          throw new ClassNotFoundException(name);
        }
        byte[] bytes = in.readAllBytes();
        return defineClass(name, bytes, 0, bytes.length);
      } catch (IOException e) {
        throw new ClassNotFoundException(name, e);
      }
    }
  }

  private static Object call(Class<? extends Callable<?>> program) throws Exception {
    try {
      return ((Callable<?>)
              new Alone().loadClass(program.getName()).getDeclaredConstructor().newInstance())
          .call();
    } catch (InvocationTargetException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    }
  }

  /** A program that handles events of every kind but guests. */
  public static final class Program implements Callable<Object> {
    @Override
    public Object call() throws Exception {
      StringBuilder trace = new StringBuilder();
      List<EventHandler<String>> handlers =
          List.of(EventHandler.shared(trace::append), EventHandler.owned(trace::append));
      for (EventHandler<String> handler : handlers) {
        if (!(handler instanceof GuestHandler)) {
          handler.handle("+");
        }
      }
      try (Plane plane = Plane.builder().route("/quiet/:name", Quiet::new).start()) {
        return trace.append(plane.agent("/quiet/x").ask(Quiet.class, Agent::uri)).toString();
      } catch (GuestException e) {
        return e;
      }
    }
  }

  private static final class Quiet extends Agent {}

  /** A program that wants a guest. */
  public static final class GuestProgram implements Callable<Object> {
    @Override
    public Object call() {
      return Guest.of("python");
    }
  }

  /** H1. */
  @Test
  void program_withoutPolyglot_hasAllOtherHandlers() throws Exception {
    assertThat(call(Program.class)).isEqualTo("++/quiet/x");
  }

  /** H1. */
  @Test
  void guest_withoutPolyglot_namesTheArtifacts() {
    assertThatThrownBy(() -> call(GuestProgram.class))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "[PL-H1] a guest of language 'python' needs GraalVM polyglot, which is not there; add"
                + " org.graalvm.polyglot:polyglot and org.graalvm.polyglot:python-community (type"
                + " pom) to the program");
  }
}
