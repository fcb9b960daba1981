package dev.parklane.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parklane.runtime.Follower;
import dev.parklane.runtime.LaneDescription;
import dev.parklane.runtime.LaneEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** A follower that copies a lane keeps the contract, and those that do less are found by it. */
class FollowerContractTest {
  /** A copy of a lane. */
  static class Copy implements Follower {
    boolean linked;
    @Nullable Object value;
    Map<Object, Object> map = new LinkedHashMap<>();
    final List<Object> messages = new ArrayList<>();
    @Nullable LaneDescription lane;

    @Nullable Object shown() {
      return switch (lane == null ? null : lane.form()) {
        case null -> null;
        case VALUE -> value;
        case MAP -> map;
        case EVENT -> messages;
      };
    }

    @Override
    public void linked(LaneDescription to) {
      linked = true;
      lane = to;
    }

    @Override
    public void synced(@Nullable Object state) {
      value = state;
      if (state instanceof Map<?, ?> all) {
        map.clear();
        map.putAll(all);
      }
    }

    @Override
    public void told(LaneEvent event) {
      switch (event) {
        case LaneEvent.Value latest -> value = latest.value();
        case LaneEvent.Update update -> map.put(update.key(), update.value());
        case LaneEvent.Remove remove -> map.remove(remove.key());
        case LaneEvent.Clear clear -> map.clear();
        case LaneEvent.Message message -> messages.add(message.value());
      }
    }

    @Override
    public void unlinked() {
      linked = false;
    }

    @Override
    public void failed(Throwable cause) {
      linked = false;
    }
  }

  abstract static class OfCopies implements FollowerContract<Copy> {
    @Override
    public @Nullable Object shown(Copy follower) {
      return follower.shown();
    }

    @Override
    public boolean isLinked(Copy follower) {
      return follower.linked;
    }
  }

  @Nested
  class Right extends OfCopies {
    @Override
    public Copy follower() {
      return new Copy();
    }
  }

  static final class LosesTheOrder extends OfCopies {
    @Override
    public Copy follower() {
      Copy copy = new Copy();
      copy.map = new HashMap<>();
      return copy;
    }
  }

  static final class KeepsWhatWasBeforeTheState extends OfCopies {
    @Override
    public Copy follower() {
      return new Copy() {
        @Override
        public void synced(@Nullable Object state) {
          Map<Object, Object> before = new LinkedHashMap<>(map);
          super.synced(state);
          before.forEach(map::putIfAbsent);
          if (value == null) {
            value = before;
          }
        }

        @Override
        public void told(LaneEvent event) {
          if (!(event instanceof LaneEvent.Clear)) {
            super.told(event);
          }
        }
      };
    }
  }

  static final class MergesMessages extends OfCopies {
    @Override
    public Copy follower() {
      return new Copy() {
        @Override
        public void told(LaneEvent event) {
          super.told(event);
          List<Object> once = messages.stream().distinct().toList();
          messages.clear();
          messages.addAll(once);
        }
      };
    }
  }

  static final class HidesTheEnd extends OfCopies {
    @Override
    public Copy follower() {
      return new Copy() {
        @Override
        public void failed(Throwable cause) {}
      };
    }
  }

  @Test
  void followerThatLosesTheOrder_isFound() {
    assertThat(Checks.all(LosesTheOrder.class).failed())
        .containsExactly("map_isShown_inItsOrder_M8");
  }

  @Test
  void followerThatKeepsWhatIsGone_isFound() {
    assertThat(Checks.all(KeepsWhatWasBeforeTheState.class).failed())
        .containsExactly("map_isShown_inItsOrder_M8");
  }

  @Test
  void followerThatMergesMessages_isFound() {
    assertThat(Checks.all(MergesMessages.class).failed())
        .containsExactly("messages_areShown_inOrder_C4");
  }

  @Test
  void followerThatHidesTheEnd_isFound() {
    assertThat(Checks.all(HidesTheEnd.class).failed())
        .containsExactly("end_isShown_andANewBeginning_J1");
  }
}
