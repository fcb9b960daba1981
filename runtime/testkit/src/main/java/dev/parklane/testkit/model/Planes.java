package dev.parklane.testkit.model;

import dev.parklane.runtime.Client;
import dev.parklane.runtime.FollowerLink;
import dev.parklane.runtime.Plane;
import dev.parklane.runtime.PlaneBuilder;
import dev.parklane.testkit.Simulation;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The planes of one run, of which one lives at a time, made by one builder. The scenario and its
 * programs.
 */
final class Planes implements AutoCloseable {
  private final Simulation simulation;
  private final PlaneBuilder builder;
  private final Map<String, Followed> followed = new LinkedHashMap<>(); // by agent and lane
  private @Nullable Plane current; // null while one ends and the next is not there
  private @Nullable Client client; // of the plane that is there, for what is followed

  Planes(Simulation simulation, PlaneBuilder builder) throws InterruptedException {
    this.simulation = simulation;
    this.builder = builder;
    start();
  }

  Simulation simulation() {
    return simulation;
  }

  /** Lets others run until there is one. */
  Plane plane() {
    while (true) {
      Plane there = current;
      if (there != null) {
        return there;
      }
      simulation.pause();
    }
  }

  private void start() throws InterruptedException {
    Plane started = simulation.start(builder);
    client = null;
    current = started;
    for (Followed each : followed.values()) {
      open(each, started);
    }
  }

  void crash() throws InterruptedException {
    Plane old = plane();
    current = null;
    simulation.crash(old);
    start();
  }

  void restart() throws InterruptedException {
    Plane old = plane();
    current = null;
    old.close();
    start();
  }

  Followed follow(String uri, String lane) throws InterruptedException {
    String name = lane + " of " + uri;
    Followed there = followed.get(name);
    if (there == null) {
      there = new Followed(uri, lane);
      followed.put(name, there);
      open(there, plane());
    }
    return there;
  }

  private void open(Followed each, Plane plane) throws InterruptedException {
    Client mine = client;
    if (mine == null) {
      mine = plane.client();
      client = mine;
    }
    new FollowerLink(mine, plane.agent(each.uri()).lane(each.lane()), each.follower()).open();
  }

  @Override
  public void close() {
    Plane last = current;
    if (last != null) {
      last.close();
    }
  }
}
