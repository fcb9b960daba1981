package dev.parklane.testkit.order;

import dev.parklane.runtime.scheduling.Footprint;
import java.util.List;

/** What a plane of a run tells of the steps that run. The carrier, and what it runs. */
final class PlaneFootprint implements Footprint {
  private final String plane;
  private final Footsteps run;
  private final Mailboxes mailboxes;

  /**
   * Of one whose things are its own.
   *
   * @param plane what its tasks are called behind their names
   * @param mailboxes those of the run
   */
  PlaneFootprint(String plane, Footsteps run, Mailboxes mailboxes) {
    this.plane = plane;
    this.run = run;
    this.mailboxes = mailboxes;
  }

  @Override
  public void touches(String kind, String name, Touch how) {
    Step now = run.now();
    if (kind.equals("place")) {
      Box box = mailboxes.of(name, plane);
      box.isTaking &= how != Touch.CHANGES; // it is new, or gone
      now.touches(box.place, how);
    } else {
      boolean isShared = kind.equals("store");
      now.touches(new Step.Thing(kind, isShared ? name : name + plane), how);
    }
  }

  @Override
  public void posts(String agent, Object event, boolean isMessage, int capacity, boolean mayLeave) {
    Step now = run.now();
    Box box = mailboxes.of(agent, plane);
    now.touches(box.mailbox, Touch.CHANGES);
    if (mayLeave && box.isTaking && now.touches.containsKey(box.place)) {
      now.touches(box.place, Touch.CHANGES); // it was seen there, and might have gone
    }
    mailboxes.posts(event, now);
    Footsteps.Watch watch = run.watchedBy();
    if (watch != null) {
      watch.posts(now, box.name, event);
    }
    Story story = now.story;
    if (story != null) {
      story.sent.add(box.name + " gets " + event);
      box.events.add(event);
    }
    box.waiting++;
    if (isMessage) {
      box.posts++;
      if (box.posts > capacity) {
        mailboxes.isFull(box);
      }
      mailboxes.touchesRoom(box, now);
    }
  }

  @Override
  public void refuses(String agent) {
    Box box = mailboxes.of(agent, plane);
    mailboxes.isFull(box);
    mailboxes.touchesRoom(box, run.now());
  }

  @Override
  public void takes(String agent, Object event, boolean wouldLeave) {
    Step now = run.now();
    now.hasTaken = true;
    Step poster = mailboxes.takes(event);
    Story story = now.story;
    if (story != null && story.took == null) {
      story.took = event.toString();
      story.from = poster;
    }
    Box box = mailboxes.of(agent, plane);
    box.events.removeIf(waiting -> waiting == event);
    box.isTaking = true;
    box.waiting--;
    Footsteps.Watch watch = run.watchedBy();
    if (watch != null) {
      watch.takes(box.name, event);
    }
    if (wouldLeave && poster != null && poster.touches.get(box.place) == Touch.CHANGES) {
      now.touches(box.place, Touch.CHANGES); // and may come before it, and leave
    } else if (poster != null) {
      now.follows(poster);
    }
    mailboxes.touchesRoom(box, now);
  }

  /** What is in its mailboxes, in words, where that is told. */
  List<String> whatWaits() {
    return mailboxes.whatWaits(plane);
  }
}
