package dev.parklane.lanes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parklane.lanes.MadeInVainStage.Maker;
import dev.parklane.runtime.Backoff;
import dev.parklane.runtime.Client;
import dev.parklane.runtime.Element;
import dev.parklane.runtime.Lane;
import dev.parklane.runtime.LaneAccessException;
import dev.parklane.runtime.Retry;
import dev.parklane.runtime.store.Codecs;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Law F7: lanes and links that a failed cascade made refuse every use, by each of their methods.
 */
@Timeout(60)
class DeadLanesTest {
  private static final String N = "n";
  private static final Set<String> NO_USE =
      Set.of("name", "agent", "kind", "toString", "to", "lane", "isLinked", "isSynced", "isOpen");

  @AutoClose private final MadeInVainStage stage = new MadeInVainStage();

  // --- lanes -----------------------------------------------------------------------------------

  static Stream<Arguments> lanes() {
    return Stream.of(
        lane("value", z -> new ValueLane<>(z, N, 0).codec(Codecs.INTEGER)),
        lane("value store", z -> new ValueStore<>(z, N, 0).codec(Codecs.INTEGER)),
        lane("map", z -> new MapLane<Integer, Integer>(z, N).codec(Codecs.INTEGER, Codecs.INTEGER)),
        lane("sorted map", z -> MapLane.<Integer, Integer>sorted(z, N).asTransient()),
        lane("map store", z -> new MapStore<Integer, Integer>(z, N).asTransient()),
        lane("command", z -> new CommandLane<Integer>(z, N, Integer.class)),
        lane("supply", z -> new SupplyLane<Integer>(z, N)),
        lane("demand", z -> new DemandLane<Integer>(z, N)),
        lane("demand-map", z -> new DemandMapLane<Integer, Integer>(z, N)),
        lane("join-value", z -> new JoinValueLane<Integer, Integer>(z, N)),
        lane("join-map", z -> new JoinMapLane<Integer, Integer, Integer>(z, N)));
  }

  private static Arguments lane(String kind, Function<Maker, Lane> declare) {
    return Arguments.of(kind, declare);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("lanes")
  void lane_refusesEveryUse(String kind, Function<Maker, Lane> declare) {
    Lane dead = stage.madeInVain(declare);

    stage.run(z -> {
      for (Method method : uses(dead)) {
        assertThatThrownBy(() -> use(dead, method))
            .as("%s", method)
            .isInstanceOf(LaneAccessException.class)
            .hasMessage(
                "[PL-F7] lane 'n' of /maker is dead: the cascade that declared it has failed; declare it"
                    + " anew");
      }
    });
  }

  /** With a real lane of its name beside it. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("lanes")
  void lane_touchesNoOtherOfItsName_norItsStoredState(String kind, Function<Maker, Lane> declare) {
    Lane dead = stage.madeInVain(declare);
    stage.run(z -> {
      ValueLane<Integer> real = new ValueLane<>(z, N, 0).codec(Codecs.INTEGER);
      real.set(5);
      for (Method method : uses(dead)) {
        assertThatThrownBy(() -> use(dead, method)).isInstanceOf(LaneAccessException.class);
      }
      assertThat(real.get()).isEqualTo(5);
    });
    stage.run(Maker::end);
    stage.run(z -> assertThat(new ValueLane<>(z, N, 0).codec(Codecs.INTEGER).get()).isEqualTo(5));
  }

  /** One that was closed in the same cascade is dead, and the one that it stood in for is not. */
  @Test
  void lane_thatReplacedAnother_isDead_andTheOtherLives() {
    List<ValueLane<Integer>> real = new ArrayList<>();
    stage.run(z -> {
      real.add(new ValueLane<>(z, N, 0).codec(Codecs.INTEGER));
      real.getFirst().set(5);
    });
    List<Lane> dead = new ArrayList<>();
    stage.madeInVain(z -> {
      real.getFirst().close();
      ValueLane<Integer> second = new ValueLane<>(z, N, 0).codec(Codecs.INTEGER);
      second.set(6);
      second.close();
      ValueLane<Integer> third = new ValueLane<>(z, N, 0).codec(Codecs.INTEGER);
      third.set(7);
      dead.addAll(List.of(second, third));
      return third;
    });

    stage.run(z -> {
      for (Lane one : dead) {
        assertThatThrownBy(one::close).isInstanceOf(LaneAccessException.class);
      }
      real.getFirst().update(n -> n + 1);
    });
    stage.run(Maker::end);
    stage.run(z -> assertThat(new ValueLane<>(z, N, 0).codec(Codecs.INTEGER).get()).isEqualTo(6));
  }

  /** F2: a codec that a failed cascade has given a lane is taken back. */
  @Test
  void codec_givenToALaneThatIsThere_isTakenBack() {
    List<ValueLane<Integer>> values = new ArrayList<>();
    List<MapLane<Integer, Integer>> maps = new ArrayList<>();
    stage.run(z -> values.add(new ValueLane<>(z, N, 0).asTransient()));
    stage.run(z -> maps.add(new MapLane<Integer, Integer>(z, "map").asTransient()));
    ValueLane<Integer> value = values.getFirst();
    MapLane<Integer, Integer> map = maps.getFirst();

    stage.madeInVain(z -> value.codec(Codecs.INTEGER));
    stage.madeInVain(z -> map.codec(Codecs.INTEGER, Codecs.INTEGER));

    stage.run(z -> {
      assertThat(value.description().values()).isEqualTo(Element.UNKNOWN);
      assertThat(map.description().keys()).isEqualTo(Element.UNKNOWN);
      assertThat(map.description().values()).isEqualTo(Element.UNKNOWN);
    });
  }

  // --- links -----------------------------------------------------------------------------------

  static Stream<Arguments> links() {
    return Stream.of(
        link("value", z -> new ValueLink<>(z, z.source().lane("value", Integer.class))),
        link("map", z -> new MapLink<>(z, z.source().mapLane("map", Integer.class, Integer.class))),
        link("event", z -> new EventLink<>(z, z.source().lane("supply", Integer.class))));
  }

  private static Arguments link(String kind, Function<Maker, LaneLink<?>> make) {
    return Arguments.of(kind, make);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("links")
  void link_refusesEveryUse_openedOrNot(String kind, Function<Maker, LaneLink<?>> make) {
    List<LaneLink<?>> dead =
        List.of(stage.madeInVain(make), stage.madeInVain(z -> make.apply(z).open()));

    stage.run(z -> {
      for (LaneLink<?> link : dead) {
        link.close(); // as of one that is closed
        assertThat(link.isOpen() || link.isLinked() || link.isSynced()).isFalse();
        for (Method method : uses(link)) {
          if (!Set.of("close", "get").contains(method.getName())) {
            assertThatThrownBy(() -> use(link, method))
                .as("%s", method)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                    "[PL-F7.2] "
                        + link
                        + " is dead: the cascade that made it has failed; make another");
          }
        }
      }
    });
    stage.quiet();
    assertThat(stage.sources()).isEmpty();
  }

  /** F2: one that was there before, and was opened in vain, is as it was. */
  @Test
  void link_thatWasThereBefore_mayBeOpenedAgain() {
    List<ValueLink<Integer>> link = new ArrayList<>();
    stage.run(z -> link.add(new ValueLink<>(z, z.source().lane("value", Integer.class))));
    stage.madeInVain(z -> link.getFirst().open());
    stage.run(z -> link.getFirst().open());
    stage.quiet();
    stage.run(z -> assertThat(link.getFirst().isSynced()).isTrue());
  }

  /** The links of a join are its own, and go with what linked them. */
  @Test
  void linkOfAJoin_isNotThere() {
    List<JoinValueLane<String, Integer>> join = new ArrayList<>();
    stage.run(z -> join.add(new JoinValueLane<>(z, "join")));
    stage.madeInVain(z -> join.getFirst().link("a", z.source().lane("value", Integer.class)));
    stage.quiet();
    stage.run(z -> {
      assertThat(join.getFirst().links()).isEmpty();
      assertThat(join.getFirst().get()).isEmpty();
    });
    assertThat(stage.sources()).isEmpty();
  }

  /** One that a client's handler made, used from a thread of the program. */
  @Test
  void link_madeByAHandlerOfAClient_refusesEveryUse() throws Exception {
    List<ValueLink<Integer>> dead = new ArrayList<>();
    try (Client client = stage.plane.client()) {
      new ValueLink<>(client, stage.source().lane("value", Integer.class))
          .onSynced(v -> {
            dead.add(new ValueLink<>(client, stage.source().lane("value", Integer.class)).open());
            throw new IllegalStateException("on purpose");
          })
          .open();
      stage.quiet();
      assertThatThrownBy(() -> dead.getFirst().open())
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("is dead");
      assertThatThrownBy(() -> dead.getFirst().set(7))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("is dead");
      stage.quiet();
      assertThat(dead.getFirst().isOpen()).isFalse();
    }
  }

  // --- every public method ---------------------------------------------------------------------

  /** One of each name and parameters, which may be a bridge to a class that nobody sees. */
  private static Collection<Method> uses(Object of) {
    return Stream.of(of.getClass().getMethods())
        .filter(m -> m.getDeclaringClass() != Object.class)
        .filter(m -> !Modifier.isStatic(m.getModifiers()) && !NO_USE.contains(m.getName()))
        .collect(
            Collectors.toMap(
                m -> m.getName() + Arrays.toString(m.getParameterTypes()),
                m -> m,
                (one, same) -> one))
        .values();
  }

  private void use(Object of, Method method) throws Throwable {
    Object[] arguments =
        Stream.of(method.getParameterTypes()).map(this::argument).toArray(Object[]::new);
    try {
      method.invoke(of, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private Object argument(Class<?> type) {
    return switch (type.getSimpleName()) {
      case "Object", "int" -> 1;
      case "Map" -> Map.of(1, 1);
      case "Retry" -> Retry.ALWAYS;
      case "Backoff" -> Backoff.DEFAULT;
      case "LaneRef" -> stage.source().lane("value", Integer.class);
      case "MapLaneRef" -> stage.source().mapLane("map", Integer.class, Integer.class);
      case "Codec" -> Codecs.INTEGER;
      default ->
          Proxy.newProxyInstance(
              type.getClassLoader() == null ? getClass().getClassLoader() : type.getClassLoader(),
              new Class<?>[] {type},
              (proxy, method, given) -> 1);
    };
  }
}
