package dev.parklane.stress;

import java.util.List;

/** One of the things that a {@link Clerk} does in a handler. */
sealed interface Chore {
  /** Sets one of its values. */
  record Set(int lane, int value) implements Chore {}

  /** Writes one of its maps. */
  record Write(int map, Edit edit) implements Chore {}

  /** Does these in a handler that is triggered by a command to itself. */
  record Nest(List<Chore> chores) implements Chore {}

  /** As {@link Nest}, but swallows what comes out of it. */
  record Attempt(List<Chore> chores) implements Chore {}

  /** Supplies a value. */
  record Supply(int value) implements Chore {}

  /** Cues its demand lane, or a key of its demand-map lane. */
  record Cue(int key) implements Chore {}

  /** Sends to another agent. */
  record Send(int value) implements Chore {}

  /** Begins work elsewhere. */
  record Suspend() implements Chore {}

  /** Does these after a delay, or again and again. */
  record Schedule(int id, int seconds, boolean again, List<Chore> chores) implements Chore {}

  /** Cancels what was scheduled under this number. */
  record Cancel(int id) implements Chore {}

  /** Declares a lane, unless it is there. */
  record Declare(int late) implements Chore {}

  /** Writes a lane that was declared so. */
  record WriteLate(int late, int value) implements Chore {}

  /** Closes it. */
  record Close(int late) implements Chore {}

  /** Adds an observer. */
  record Observe() implements Chore {}

  /** Opens one of its links. */
  record Link(int link) implements Chore {}

  /** Closes it. */
  record Unlink(int link) implements Chore {}

  /** Writes through it. */
  record WriteThrough(int link, int value) implements Chore {}

  /** Asks to be stopped. */
  record Stop() implements Chore {}

  /** Fails. */
  record Fail() implements Chore {}
}
