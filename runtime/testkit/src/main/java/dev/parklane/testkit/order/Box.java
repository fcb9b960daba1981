package dev.parklane.testkit.order;

import java.util.ArrayList;
import java.util.List;

/** A mailbox of a plane, and the place of its agent, as steps touch them. The carrier. */
final class Box {
  final String plane; // what its tasks are called behind their names
  final String name;
  final Step.Thing mailbox;
  final Step.Thing place;
  final Step.Thing room;
  final List<Object> events = new ArrayList<>(); // those in it, where that is told
  int waiting; // events
  int posts; // messages so far
  boolean isTaking; // its agent is there, and its place not new

  Box(String agent, String plane) {
    this.plane = plane;
    name = agent + plane;
    mailbox = new Step.Thing("mailbox", name);
    place = new Step.Thing("place", name);
    room = new Step.Thing("room", name);
  }
}
