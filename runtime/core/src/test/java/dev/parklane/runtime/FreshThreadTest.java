package dev.parklane.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Law E11: a handler finds its thread as a fresh one would be. */
@Timeout(60)
class FreshThreadTest {
  private static final ThreadLocal<String> LOCAL = new ThreadLocal<>();
  private static final InheritableThreadLocal<String> INHERITABLE = new InheritableThreadLocal<>();

  private final List<List<Object>> found = new CopyOnWriteArrayList<>();

  /** Notes what it finds, and leaves all that it can. */
  private void mess(String what) {
    Thread self = Thread.currentThread();
    long begun = System.nanoTime();
    LockSupport.parkNanos(this, 1_000_000);
    boolean parked = System.nanoTime() - begun >= 900_000;
    List<Object> state = new ArrayList<>();
    state.add(self.getName().endsWith(what) ? "its name" : self.getName());
    state.add(self.isInterrupted());
    state.add(String.valueOf(LOCAL.get()));
    state.add(String.valueOf(INHERITABLE.get()));
    state.add(self.getContextClassLoader() == ClassLoader.getSystemClassLoader());
    state.add(self.getUncaughtExceptionHandler() == self.getThreadGroup());
    state.add(parked);
    found.add(state);
    self.setName("a name that was left");
    LOCAL.set("left");
    INHERITABLE.set("left");
    self.setContextClassLoader(new URLClassLoader(new URL[0]));
    self.setUncaughtExceptionHandler((thread, thrown) -> {});
    LockSupport.unpark(self);
    self.interrupt();
  }

  /** E11. */
  @Test
  void handlers_ofOneAgent_findNothingThatOthersLeft() throws Exception {
    try (Stage stage =
        Stage.of(
            Plane.builder()
                .route(
                    "/probe/:name",
                    () ->
                        new Probe(p -> {
                          mess("constructor");
                          p.start = () -> mess("onStart");
                          p.stop = () -> mess("onStop");
                          p.a.on(v -> mess("a.onEvent"));
                          p.a.on(v -> mess("a.onEvent"));
                          p.b.on(v -> mess("b.onEvent"));
                        })))) {
      for (int i = 0; i < 3; i++) {
        stage.probe("x").command("a", i);
        stage.probe("x").command("b", i);
      }
      stage.probe("x").stop();
      stage.plane.awaitQuiet();
    }
    boolean mounted = !Dispatch.parked().equals(DispatchProperty.get());
    Object name = mounted ? "/probe/x" : "its name"; // a runner is called after its agent
    assertThat(found).hasSize(12);
    assertThat(found)
        .allSatisfy(state ->
            assertThat(state).containsExactly(name, false, "null", "null", true, true, true));
  }

  /** E11: what a program's thread lets others inherit is not found by agents. */
  @Test
  void handler_inheritsNothing_fromWhoeverSendsFirst() throws Exception {
    INHERITABLE.set("of the program");
    List<Object> inherited = new CopyOnWriteArrayList<>();
    try (Stage stage =
        Stage.of(p -> p.a.on(v -> inherited.add(String.valueOf(INHERITABLE.get()))))) {
      stage.probe("x").command("a", 1);
      stage.plane.awaitQuiet();
    } finally {
      INHERITABLE.remove();
    }
    assertThat(inherited).containsExactly("null");
  }

  /** E11: handlers that are triggered, too. */
  @Tag("parked")
  @Test
  void handler_thatIsTriggered_findsNothingOfItsWriter() {
    try (Stage stage =
        Stage.of(p -> {
          p.b.on(v -> mess("b.onEvent"));
          p.a.on(v -> {
            LOCAL.set("left");
            INHERITABLE.set("left");
            p.b.set(v);
          });
        })) {
      stage.run(p -> p.a.set(1));
    }
    assertThat(found).containsExactly(List.of("its name", false, "null", "null", true, true, true));
  }
}
