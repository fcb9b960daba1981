package dev.parklane.runtime.topic;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Who subscribes to what: finds the subscriptions whose patterns match a topic, in their order (law
 * B2).
 *
 * <h2>Cost</h2>
 *
 * A topic that was asked for since the last change is answered by one look into a hash map, without
 * a lock. Any other costs a time that depends on the topic and on what matches it, not on how many
 * do not match: plain topics are found by hash, patterns with wildcards in a {@link TopicTrie}. To
 * add or remove costs about the length of the pattern, and the logarithm of how many have the same.
 * Searches and changes wait for each other.
 *
 * <h2>Remembered answers</h2>
 *
 * Every change forgets all of them, so that an answer never depends on what was asked before (law
 * B2), and what was removed is not held on to. They are bounded: topics and the subscriptions in
 * their answers come to 32,768 together, or to what a single answer holds. An answer that does not
 * fit in has all others forgotten first. So whoever goes round more topics than that pays for the
 * search each time, and no memory grows.
 *
 * <h2>Threads</h2>
 *
 * Any thread may call any method. A change counts for every call that starts after it has returned;
 * a call at the same time sees all of it or nothing.
 *
 * @param <S> what a subscription is
 */
public final class TopicIndex<S> {
  static final int MOST_REMEMBERED = 32_768; // a few megabytes of topics that nobody subscribes to

  private final Comparator<? super S> order;
  private final Object lock = new Object();
  private final Map<String, TreeSet<S>> plain = new HashMap<>(); // guarded by lock; none is empty
  private final TopicTrie<S> wild; // guarded by lock

  /**
   * What was answered since the last change; the next change puts another in its place. Read by any
   * thread, filled and replaced under lock. So what a thread reads in it, with a look at this field
   * that began after a change, was found after that change.
   */
  private volatile ConcurrentHashMap<String, List<S>> answers = new ConcurrentHashMap<>();

  private int remembered; // guarded by lock: topics in answers, and subscriptions

  /**
   * An index without subscriptions.
   *
   * @param order the order of delivery. It is total: only a subscription and itself compare as
   *     equal, and how two compare never changes
   */
  public TopicIndex(Comparator<? super S> order) {
    this.order = order;
    wild = new TopicTrie<>(order);
  }

  /**
   * Adds a subscription to a pattern. One that is added to several patterns is found once for each
   * that matches (law B3).
   *
   * @param pattern of the topics that it is to be found for
   * @param subscription equal ones, by the order of the index, are the same one
   * @return false where it was there before, and nothing has changed
   */
  public boolean add(TopicPattern pattern, S subscription) {
    synchronized (lock) {
      forget();
      return pattern.isLiteral()
          ? plain
              .computeIfAbsent(pattern.toString(), topic -> new TreeSet<>(order))
              .add(subscription)
          : wild.add(pattern, subscription);
    }
  }

  /**
   * Removes a subscription from a pattern.
   *
   * @param pattern that it was added to
   * @param subscription equal ones, by the order of the index, are the same one
   * @return false where it was not there
   */
  public boolean remove(TopicPattern pattern, S subscription) {
    synchronized (lock) {
      forget();
      return pattern.isLiteral()
          ? removePlain(pattern.toString(), subscription)
          : wild.remove(pattern, subscription);
    }
  }

  /**
   * Puts one subscription in the place of another, to which it compares as equal. Every search
   * finds one of the two, and never both.
   *
   * @param pattern of both
   * @param there where it is not there, nothing is changed
   * @param other what is found from here on
   */
  public void replace(TopicPattern pattern, S there, S other) {
    synchronized (lock) { // which every search of either waits for
      if (remove(pattern, there)) {
        add(pattern, other);
      }
    }
  }

  private boolean removePlain(String topic, S subscription) {
    TreeSet<S> subscriptions = plain.get(topic);
    if (subscriptions == null || !subscriptions.remove(subscription)) {
      return false;
    }
    if (subscriptions.isEmpty()) {
      plain.remove(topic);
    }
    return true;
  }

  /**
   * {@return the subscriptions whose patterns match a topic, in their order, unmodifiable}
   * Immutable.
   *
   * @param topic a name without wildcards
   */
  public List<S> matching(String topic) {
    List<S> answer = answers.get(topic);
    return answer == null ? search(topic) : answer;
  }

  private List<S> search(String topic) {
    synchronized (lock) {
      List<S> known = answers.get(topic); // by now
      if (known != null) {
        return known;
      }
      List<S> found = new ArrayList<>();
      TreeSet<S> subscriptions = plain.get(topic);
      if (subscriptions != null) {
        found.addAll(subscriptions);
      }
      wild.match(topic, found);
      found.sort(order);
      List<S> answer = List.copyOf(found);
      remember(topic, answer);
      return answer;
    }
  }

  private void remember(String topic, List<S> answer) {
    int held = 1 + answer.size();
    if (remembered + held > MOST_REMEMBERED) {
      forget();
    }
    answers.put(topic, answer);
    remembered += held;
  }

  private void forget() {
    if (remembered > 0) {
      answers = new ConcurrentHashMap<>();
      remembered = 0;
    }
  }

  /** How many nodes the trie has. */
  int nodes() {
    synchronized (lock) {
      return wild.size();
    }
  }

  /** How many nodes of the trie all searches have visited so far. */
  long visits() {
    synchronized (lock) {
      return wild.visits();
    }
  }

  /** How much is remembered, of {@link #MOST_REMEMBERED}. */
  int remembered() {
    synchronized (lock) {
      return remembered;
    }
  }
}
