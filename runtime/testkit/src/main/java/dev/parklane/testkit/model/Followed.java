package dev.parklane.testkit.model;

import dev.parklane.runtime.Follower;
import dev.parklane.runtime.LaneDescription;
import dev.parklane.runtime.LaneEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A lane that a {@link Session} follows by a link, whatever form it has. After a crash or a restart
 * of the plane the link is made anew. For the threads of the simulation.
 */
public final class Followed {
  private final String uri;
  private final String lane;
  private final List<@Nullable Object> told = new ArrayList<>();
  private @Nullable Object latest;
  private boolean linked;

  Followed(String uri, String lane) {
    this.uri = uri;
    this.lane = lane;
  }

  String uri() {
    return uri;
  }

  String lane() {
    return lane;
  }

  Follower follower() {
    return new Link();
  }

  /**
   * What the lane holds, as far as the link was told: the value, or the map in its order.
   *
   * @return null where nothing was told, or the lane holds nothing
   */
  public @Nullable Object latest() {
    return latest instanceof Map<?, ?> map ? new LinkedHashMap<>(map) : latest;
  }

  /**
   * What the link was told, in order: states, values and messages as they are, each change of a map
   * as a {@link LaneEvent}.
   *
   * @return a copy; a link that was made anew adds to it
   */
  public List<@Nullable Object> told() {
    return new ArrayList<>(told);
  }

  /**
   * Whether the link is made.
   *
   * @return false where it is not yet, or has ended
   */
  public boolean isLinked() {
    return linked;
  }

  /** The near end of the link. */
  private final class Link implements Follower {
    @Override
    public void linked(LaneDescription description) {
      linked = true;
    }

    @Override
    public void synced(@Nullable Object state) {
      latest = state instanceof Map<?, ?> map ? new LinkedHashMap<>(map) : state;
      told.add(state);
    }

    @Override
    public void told(LaneEvent event) {
      told.add(event.payload());
      switch (event) {
        case LaneEvent.Value(Object value) -> latest = value;
        case LaneEvent.Message _ -> {} // nothing is held
        case LaneEvent.Update(Object key, Object value, _) -> map().put(key, value);
        case LaneEvent.Remove(Object key) -> map().remove(key);
        case LaneEvent.Clear _ -> map().clear();
      }
    }

    @SuppressWarnings("unchecked") // synced has made it
    private Map<Object, Object> map() {
      if (!(latest instanceof Map)) {
        latest = new LinkedHashMap<>();
      }
      return (Map<Object, Object>) latest;
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
}
