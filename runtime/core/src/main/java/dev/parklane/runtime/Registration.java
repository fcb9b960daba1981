package dev.parklane.runtime;

/** What an instance has registered elsewhere, and a fresh instance may take over (law B8). */
abstract class Registration extends AgentResources.Resource {
  /**
   * Its instance has ended and is restarted, or the plane closes: it stays, so that what comes
   * waits as a command does, or becomes a dead letter (law B8).
   */
  abstract void outlive();

  /** Whether a fresh instance has registered the same, and gets what was for this one. */
  abstract boolean hasHeir();
}
