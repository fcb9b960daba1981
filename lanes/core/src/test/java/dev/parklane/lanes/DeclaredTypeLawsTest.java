package dev.parklane.lanes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.parklane.runtime.Agent;
import dev.parklane.runtime.AgentFailedException;
import dev.parklane.runtime.AgentRef;
import dev.parklane.runtime.Element;
import dev.parklane.runtime.LaneKey;
import dev.parklane.runtime.MapLaneKey;
import dev.parklane.runtime.Plane;
import dev.parklane.runtime.bus.Bus;
import dev.parklane.runtime.bus.Request;
import dev.parklane.runtime.event.BoxedType;
import dev.parklane.runtime.event.EventHandler;
import dev.parklane.runtime.event.EventLayout;
import dev.parklane.runtime.event.Handler;
import dev.parklane.runtime.store.Codec;
import dev.parklane.runtime.store.Codecs;
import java.io.IOException;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.ValueLayout;
import java.lang.reflect.Executable;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Law B8: wherever a class of values is declared, a primitive one is matched by its boxes, and
 * {@code void} is refused by name. The table has every public method that takes such a class.
 */
@Timeout(60)
class DeclaredTypeLawsTest {
  private static final List<Object> GOT = Collections.synchronizedList(new ArrayList<>());

  /** What has lanes to refer to. */
  private static final class Counter extends Agent {
    final ValueLane<Integer> value = new ValueLane<>(this, "value", 0);
    final MapLane<Integer, Integer> map = new MapLane<>(this, "map");

    Counter() {
      map.put(1, 2);
    }
  }

  /** Declares a command lane of a class, and a value lane to put what comes. */
  private static final class Taker extends Agent {
    static Class<?> declared = Object.class;

    Taker() {
      commands(declared).onCommand(GOT::add);
    }

    @SuppressWarnings("unchecked")
    private CommandLane<Object> commands(Class<?> type) {
      return new CommandLane<>(this, "commands", (Class<Object>) type);
    }
  }

  /** Gives a 7, declared as of a class, through one of the methods. */
  @FunctionalInterface
  interface Use {
    void give(Plane plane, Class<Object> type) throws Exception;
  }

  private record Case(String method, Use use) {
    @Override
    public String toString() {
      return method;
    }
  }

  private static AgentRef counter(Plane plane) {
    return plane.agent("/counter");
  }

  private static void answering(Bus bus) {
    bus.endpoint("seven", Object.class, (Handler<Request<Object>>) request -> request.answer(7));
  }

  private static EventHandler<Object> noting() {
    return EventHandler.shared(GOT::add);
  }

  private static EventHandler<Request<Object>> notingRequests() {
    return EventHandler.shared(request -> GOT.add(request.value()));
  }

  static List<Case> cases() {
    return List.of(
        new Case(
            "Bus.subscribe(String, Class, EventHandler, int)",
            (plane, type) -> {
              plane.bus().subscribe("t", type, noting(), 1);
              plane.bus().publish("t", 7);
            }),
        new Case(
            "Bus.subscribe(String, Class, EventHandler)",
            (plane, type) -> {
              plane.bus().subscribe("t", type, noting());
              plane.bus().publish("t", 7);
            }),
        new Case(
            "Bus.subscribe(String, Class, Handler, int)",
            (plane, type) -> {
              plane.bus().subscribe("t", type, (Handler<Object>) GOT::add, 1);
              plane.bus().publish("t", 7);
            }),
        new Case(
            "Bus.subscribe(String, Class, Handler)",
            (plane, type) -> {
              plane.bus().subscribe("t", type, (Handler<Object>) GOT::add);
              plane.bus().publish("t", 7);
            }),
        new Case(
            "Bus.endpoint(String, Class, EventHandler)",
            (plane, type) -> {
              plane.bus().endpoint("e", type, notingRequests());
              plane.bus().send("e", 7);
            }),
        new Case(
            "Bus.endpoint(String, Class, Handler)",
            (plane, type) -> {
              plane
                  .bus()
                  .endpoint(
                      "e", type, (Handler<Request<Object>>) request -> GOT.add(request.value()));
              plane.bus().send("e", 7);
            }),
        new Case(
            "Bus.request(String, Object, Class, Duration)",
            (plane, type) -> {
              answering(plane.bus());
              GOT.add(plane.bus().request("seven", "?", type, Duration.ofSeconds(50)));
            }),
        new Case(
            "Bus.request(String, Object, Class, Duration, Handler, Handler)",
            (plane, type) -> {
              answering(plane.bus());
              var answers = new LinkedBlockingQueue<Object>();
              plane
                  .bus()
                  .request("seven", "?", type, Duration.ofSeconds(50), answers::add, answers::add);
              GOT.add(answers.take());
            }),
        new Case(
            "Bus.request(String, Object, Class, Duration, long)",
            (plane, type) -> {
              answering(plane.bus());
              GOT.add(plane.bus().request("seven", "?", type, Duration.ofSeconds(50), 8));
            }),
        new Case(
            "Bus.request(String, Object, Class, Duration, long, Handler, Handler)",
            (plane, type) -> {
              answering(plane.bus());
              var answers = new LinkedBlockingQueue<Object>();
              plane
                  .bus()
                  .request(
                      "seven", "?", type, Duration.ofSeconds(50), 8, answers::add, answers::add);
              GOT.add(answers.take());
            }),
        new Case(
            "AgentRef.lane(String, Class)",
            (plane, type) -> GOT.add(counter(plane).lane("value", type).cast(7))),
        new Case(
            "AgentRef.mapLane(String, Class, Class)",
            (plane, type) -> {
              GOT.add(counter(plane).mapLane("map", type, Object.class).keys().cast(7));
              assertThat(counter(plane).mapLane("map", Object.class, type).values().cast(7))
                  .isEqualTo(7);
            }),
        new Case(
            "CommandLane(Agent, String, Class)",
            (plane, type) -> {
              Taker.declared = type;
              plane.agent("/taker").commandAcknowledged("commands", 7).join();
              if (GOT.isEmpty()) {
                plane.agent("/taker").ask(Taker.class, Taker::uri); // tells why there is none
              }
            }),
        new Case(
            "EventLayout.of(Class, StructLayout, Writer)",
            (plane, type) ->
                GOT.add(
                    EventLayout.<Object>of(
                                    type,
                                    MemoryLayout.structLayout(ValueLayout.JAVA_INT.withName("n")),
                                    (event, struct, pointees) -> {})
                                .type()
                            == (Class<?>) Integer.class
                        ? 7
                        : type)),
        new Case(
            "BoxedType.of(Class, Object)",
            (plane, type) -> {
              GOT.add(BoxedType.of(type, "this").cast(7));
            }));
  }

  private static Plane plane() {
    return Plane.builder().route("/counter", Counter::new).route("/taker", Taker::new).start();
  }

  /** B8. */
  @ParameterizedTest
  @MethodSource("cases")
  @SuppressWarnings("unchecked") // int.class is a class of what an Object may be
  void primitiveClass_isMatchedBoxed(Case each) throws Exception {
    GOT.clear();
    try (Plane plane = plane()) {
      each.use().give(plane, (Class<Object>) (Class<?>) int.class);
      plane.awaitQuiet();
    }
    assertThat(GOT).containsExactly(7);
  }

  /** B8. */
  @ParameterizedTest
  @MethodSource("cases")
  @SuppressWarnings("unchecked") // int.class is a class of what an Object may be
  void voidClass_isRefusedByName(Case each) {
    for (Class<?> none : List.of(void.class, Void.class)) {
      GOT.clear();
      try (Plane plane = plane()) {
        Throwable refusal = catchThrowable(() -> each.use().give(plane, (Class<Object>) none));
        Throwable cause =
            refusal instanceof AgentFailedException failed ? failed.getCause() : refusal;
        assertThat(cause)
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessageContaining("cannot be of " + none.getName());
      }
      assertThat(GOT).isEmpty();
    }
  }

  /** B8: what is derived from a record refuses every other class. */
  @Test
  void layoutOfAPrimitiveClass_isRefused_sinceItIsNoRecord() {
    assertThatThrownBy(() -> EventLayout.of(int.class))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("int");
    assertThatThrownBy(() -> EventLayout.of(void.class))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("void");
  }

  /** B8: what a lane has declared is told as the class that its values have. */
  @Test
  void elementOfAPrimitiveClass_isThatOfItsBoxes_andVoidIsRefused() {
    Codec<Integer> codec = Codecs.via(int.class, Codecs.STRING, String::valueOf, Integer::valueOf);
    assertThat(codec.decode(codec.encode(3))).isEqualTo(3);
    assertThat(Element.of(codec).type()).isEqualTo(Integer.class);
    assertThat(Element.of(int.class).type()).isEqualTo(Integer.class);
    assertThat(LaneKey.of("key", int.class).values().type()).isEqualTo(Integer.class);
    MapLaneKey<Integer, Long> map = MapLaneKey.of("map", int.class, long.class);
    assertThat(map.keys().type()).isEqualTo(Integer.class);
    assertThat(map.values().type()).isEqualTo(Long.class);
    assertThat(MapLaneKey.of("map", int.class, codec).keys()).isEqualTo(map.keys());
    assertThatThrownBy(() -> Element.of(void.class))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("cannot be of void");
  }

  /** B8. */
  @Test
  void codecOfAPrimitiveClass_isThatOfItsBoxes_andVoidHasNone() {
    assertThat(Codecs.of(int.class)).isSameAs(Codecs.of(Integer.class));
    assertThat(Codecs.find(int.class)).isSameAs(Codecs.of(Integer.class));
    assertThat(Codecs.find(void.class)).isNull();
    assertThatThrownBy(() -> Codecs.of(void.class))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("java.lang.Void has no codec");
    assertThatThrownBy(() -> Codecs.sealed(int.class))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("int is no sealed type");
  }

  /** B8: no method that takes the class of values is missing here. */
  @Test
  void table_hasEveryPublicMethodThatTakesAClassOfValues() throws Exception {
    Set<String> there = new TreeSet<>();
    for (Class<?> module : List.of(Agent.class, CommandLane.class)) {
      for (Class<?> type : classesBeside(module)) {
        Stream.concat(
                Arrays.stream(type.getDeclaredConstructors()),
                Arrays.stream(type.getDeclaredMethods()))
            .filter(DeclaredTypeLawsTest::takesAClassOfValues)
            .map(DeclaredTypeLawsTest::text)
            .forEach(there::add);
      }
    }
    Set<String> tested =
        cases().stream().map(Case::method).collect(Collectors.toCollection(TreeSet::new));
    tested.add("EventLayout.of(Class)");
    tested.add("Element(Class, Codec)");
    tested.add("Element.of(Class)");
    tested.add("SubscriptionDescription(String, Class, int, String)"); // which only tell of it
    tested.add("EndpointDescription(String, Class, String)");
    tested.add("LaneKey.of(String, Class)");
    tested.add("MapLaneKey.of(String, Class, Class)");
    tested.add("MapLaneKey.of(String, Class, Codec)");
    tested.add("Codecs.via(Class, Codec, Function, Function)");
    tested.add("Codecs.of(Class)");
    tested.add("Codecs.find(Class)");
    tested.add("Codecs.sealed(Class, Codec[])");
    assertThat(there).isEqualTo(tested);
  }

  private static List<Class<?>> classesBeside(Class<?> module)
      throws IOException, URISyntaxException, ClassNotFoundException {
    Path built = Path.of(module.getProtectionDomain().getCodeSource().getLocation().toURI());
    List<Class<?>> types = new ArrayList<>();
    for (String name : classNames(built)) {
      if (!name.equals("module-info") && isExported(name)) {
        Class<?> type = Class.forName(name, false, module.getClassLoader());
        if (Modifier.isPublic(type.getModifiers())) {
          types.add(type);
        }
      }
    }
    assertThat(types).isNotEmpty();
    return types;
  }

  /** Of a folder of classes, or of a jar. */
  private static List<String> classNames(Path built) throws IOException {
    if (Files.isDirectory(built)) {
      return classNamesIn(built);
    }
    try (FileSystem jar = FileSystems.newFileSystem(built)) {
      return classNamesIn(jar.getPath("/"));
    }
  }

  private static List<String> classNamesIn(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .map(file -> root.relativize(file).toString())
          .filter(file -> file.endsWith(".class"))
          .map(file -> file.replace('/', '.').replace(".class", ""))
          .toList();
    }
  }

  private static boolean isExported(String name) {
    return Stream.of("scheduling", "recording", "topic", "address", "persistent", "untyped")
        .noneMatch(room -> name.startsWith("dev.parklane.runtime." + room + "."));
  }

  private static boolean takesAClassOfValues(Executable method) {
    return Modifier.isPublic(method.getModifiers())
        && !method.isSynthetic()
        && Arrays.stream(method.getGenericParameterTypes()).anyMatch(p -> isClassOfAny(p));
  }

  /** A class of anything; one of agents, of exceptions or of enums cannot be primitive. */
  private static boolean isClassOfAny(Type parameter) {
    return parameter == Class.class
        || parameter instanceof ParameterizedType p
            && p.getRawType() == Class.class
            && (!(p.getActualTypeArguments()[0] instanceof TypeVariable<?> v)
                || v.getBounds()[0] == Object.class)
            && !(p.getActualTypeArguments()[0] instanceof WildcardType w
                && w.getUpperBounds()[0] != Object.class);
  }

  private static String text(Executable method) {
    String name = method.getDeclaringClass().getSimpleName();
    return name
        + (method.getName().contains(".") ? "" : "." + method.getName())
        + Arrays.stream(method.getParameterTypes())
            .map(Class::getSimpleName)
            .collect(Collectors.joining(", ", "(", ")"));
  }
}
