package dev.parklane.testkit.contract;

import dev.parklane.runtime.Follower;
import dev.parklane.runtime.LaneDescription;
import dev.parklane.runtime.LaneEvent;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A follower that notes what it is told. Any thread reads. */
final class Noting implements Follower {
  private final List<String> told = new CopyOnWriteArrayList<>();

  private volatile @Nullable LaneDescription description;
  private volatile @Nullable Object state;

  List<String> told() {
    return told;
  }

  @Nullable Object state() {
    return state;
  }

  LaneDescription description() {
    return Objects.requireNonNull(description, "what the lane is");
  }

  @Override
  public void linked(LaneDescription lane) {
    description = lane;
    told.add("linked");
  }

  @Override
  public void synced(@Nullable Object now) {
    told.add("synced " + now);
    state = now;
  }

  @Override
  public void told(LaneEvent event) {
    if (event instanceof LaneEvent.Value value) {
      told.add("told " + value.value());
      state = value.value();
    } else {
      told.add("told " + event);
    }
  }

  @Override
  public void unlinked() {
    told.add("unlinked");
  }

  @Override
  public void failed(Throwable cause) {
    told.add("failed");
  }
}
