package dev.parklane.runtime;

/**
 * What can be set for a link before it is opened.
 *
 * @param syncs whether it is told the state when it is made
 * @param early whether handlers are told of events that come before the state
 * @param backlog how many messages may wait for a slow observer
 * @param retry what it does after it has ended
 */
record LinkSettings(boolean syncs, boolean early, int backlog, Retry retry) {
  static final LinkSettings DEFAULT = new LinkSettings(true, false, 10_000, Retry.NEVER);

  LinkSettings withoutSync() {
    return new LinkSettings(false, early, backlog, retry);
  }

  LinkSettings withEarlyEvents() {
    return new LinkSettings(syncs, true, backlog, retry);
  }

  LinkSettings withBacklog(int messages) {
    return new LinkSettings(syncs, early, messages, retry);
  }

  LinkSettings withRetry(Retry other) {
    return new LinkSettings(syncs, early, backlog, other);
  }
}
