package dev.parklane.lanes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parklane.runtime.DeadLetter;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A null that a method does not take is refused with the name of the lane and of the argument. */
@Timeout(60)
@SuppressWarnings("NullAway") // it is what is tried
class NullArgumentsTest {
  private static <T> T none() {
    return new HashMap<String, T>().get("none");
  }

  @Test
  void null_givenToALane_isRefusedByName_andNothingIsChanged() {
    try (LinkStage stage = new LinkStage()) {
      stage.source(s -> {
        s.map.put("x", 1);
        JoinMapLane<String, String, Integer> joinMap = new JoinMapLane<>(s, "joinMap");
        JoinValueLane<String, Integer> joinValue = new JoinValueLane<>(s, "joinValue");
        Map<String, ThrowingCallable> calls = new LinkedHashMap<>();
        calls.put("lane 'map' get", () -> s.map.get(none()));
        calls.put("lane 'map' containsKey", () -> s.map.containsKey(none()));
        calls.put("lane 'map' put key", () -> s.map.put(none(), 1));
        calls.put("lane 'map' put value", () -> s.map.put("x", none()));
        calls.put("lane 'map' remove", () -> s.map.remove(none()));
        calls.put("lane 'map' compute key", () -> s.map.compute(none(), (k, v) -> v));
        calls.put("lane 'map' compute function", () -> s.map.compute("x", none()));
        calls.put("lane 'map' replaceAll", () -> s.map.replaceAll(none()));
        calls.put(
            "lane 'map' replaceAll value",
            () -> s.map.replaceAll(Collections.singletonMap("y", none())));
        calls.put(
            "lane 'map' replaceAll key",
            () -> s.map.replaceAll(Collections.singletonMap(none(), 1)));
        calls.put("lane 'map' codec", () -> s.map.codec(none(), none()));
        calls.put("lane 'map' onUpdate", () -> s.map.onUpdate(none()));
        calls.put("lane 'map' onRemove", () -> s.map.onRemove(none()));
        calls.put("lane 'map' onClear", () -> s.map.onClear(none()));
        calls.put("lane 'value' set", () -> s.value.set(none()));
        calls.put("lane 'value' update", () -> s.value.update(none()));
        calls.put("lane 'value' onEvent", () -> s.value.onEvent(none()));
        calls.put("lane 'value' onSet", () -> s.value.onSet(none()));
        calls.put("lane 'value' codec", () -> s.value.codec(none()));
        calls.put("lane 'supply' supply", () -> s.supply.supply(none()));
        calls.put("lane 'command' command", () -> s.command.command(none()));
        calls.put("lane 'command' onCommand", () -> s.command.onCommand(none()));
        calls.put("lane 'demandMap' cue", () -> s.demandMap.cue(none()));
        calls.put("lane 'joinMap' link", () -> joinMap.link(none(), none()));
        calls.put("lane 'joinMap' link lane", () -> joinMap.link("x", none()));
        calls.put("lane 'joinMap' unlink", () -> joinMap.unlink(none()));
        calls.put("lane 'joinMap' unlinkAndDelete", () -> joinMap.unlinkAndDelete(none()));
        calls.put("lane 'joinMap' onEnd", () -> joinMap.onEnd(none()));
        calls.put("lane 'joinMap' backoff", () -> joinMap.backoff(none()));
        calls.put("lane 'joinValue' link", () -> joinValue.link(none(), none()));
        calls.put("lane 'joinValue' link lane", () -> joinValue.link("x", none()));
        calls.put("lane 'joinValue' unlink", () -> joinValue.unlink(none()));
        calls.put("lane 'joinValue' onEnd", () -> joinValue.onEnd(none()));
        calls.put("lane 'joinValue' backoff", () -> joinValue.backoff(none()));
        calls.put("lane 'sorted' order", () -> MapLane.sorted(s, "sorted", none()));
        calls.put("lane 'sorted' join", () -> JoinMapLane.sorted(s, "sorted", none()));
        calls.put("lane 'sorted' values", () -> JoinValueLane.sorted(s, "sorted", none()));
        calls.forEach((what, call) ->
            assertThatThrownBy(call)
                .as(what)
                .isInstanceOf(NullPointerException.class)
                .hasMessageContaining(what.substring(0, what.indexOf('\'', 6) + 1)));
        assertThat(s.map.get()).hasToString("{x=1}");
      });
    }
  }

  @Test
  void null_givenToALink_isRefusedByName() {
    try (LinkStage stage = new LinkStage()) {
      stage.watcher(w -> {
        MapLink<String, Integer> link =
            new MapLink<>(w, w.source("a").mapLane("map", String.class, Integer.class)).open();
        ValueLink<Integer> fresh = new ValueLink<>(w, w.source("a").lane("value", Integer.class));
        for (ThrowingCallable call :
            List.<ThrowingCallable>of(
                () -> link.put(none(), 1),
                () -> link.put("x", none()),
                () -> link.remove(none()),
                () -> fresh.onEvent(none()),
                () -> fresh.onSet(none()),
                () -> fresh.onSynced(none()),
                () -> fresh.onLinked(none()),
                () -> fresh.onUnlinked(none()),
                () -> fresh.onFailed(none()),
                () -> fresh.retry(none()),
                () -> fresh.set(none()))) {
          assertThatThrownBy(call)
              .isInstanceOf(NullPointerException.class)
              .hasMessageContaining("link of /watcher/x to lane '");
        }
        for (ThrowingCallable call :
            Arrays.<ThrowingCallable>asList(
                () -> new ValueLink<Integer>(w, none()),
                () -> new EventLink<Integer>(w, none()),
                () -> new MapLink<String, Integer>(w, none()))) {
          assertThatThrownBy(call)
              .isInstanceOf(NullPointerException.class)
              .hasMessage("the lane that a link of /watcher/x is to");
        }
      });
    }
  }

  /** O4: what a demand lane lacks is said, with the remedy. */
  @Test
  void link_toADemandLaneWithoutItsHandler_isToldWhatIsMissing() {
    try (LinkStage stage = new LinkStage()) {
      stage.source(s -> {
        new DemandLane<Integer>(s, "bare");
        new DemandMapLane<String, Integer>(s, "bareMap");
        new DemandMapLane<String, Integer>(s, "half").keys(() -> List.of("x"));
      });
      stage.watcher(w -> {
        new ValueLink<>(w, w.source("a").lane("bare", Integer.class)).open();
        new MapLink<>(w, w.source("a").mapLane("bareMap", String.class, Integer.class)).open();
        new MapLink<>(w, w.source("a").mapLane("half", String.class, Integer.class)).open();
      });
      assertThat(stage.deadLetters)
          .extracting(DeadLetter::reason)
          .containsOnly(DeadLetter.Reason.NO_LINK);
      assertThat(stage.deadLetters)
          .extracting(DeadLetter::detail)
          .containsExactly(
              "lane 'bare' of /source/a takes no links yet: nothing computes its value; register"
                  + " a handler with onCue(...) before others link to it",
              "lane 'bareMap' of /source/a takes no links yet: nothing computes its keys; register"
                  + " a handler with keys(...) before others link to it",
              "lane 'half' of /source/a takes no links yet: nothing computes its values; register"
                  + " a handler with onCueKey(...) before others link to it");
    }
  }
}
