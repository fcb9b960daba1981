package dev.parklane.runtime.topic;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Patterns with wildcards, and who subscribes to each, in a trie of what the patterns are made of:
 * code points, {@code ?} and {@code *}.
 *
 * <p>To match a topic is to run the trie as a nondeterministic automaton. A node is a state: that
 * the tokens from the root to it match what was read so far. The node of a {@code *} stays reached
 * once it is, whatever comes. Every other node is left with the next character and has one way in,
 * so that each character reaches it at most once.
 *
 * <p>So a match visits the nodes whose tokens match a beginning of the topic, and no others: where
 * patterns differ, the next character is looked up, and not tried against each. A pattern that does
 * not match costs something of its own only where a part of it, up to a {@code *}, does.
 *
 * <p>Not thread safe, a match included.
 */
final class TopicTrie<S> {
  private final Comparator<? super S> order;
  private final TrieNode<S> root = new TrieNode<>(null, 0);
  private int size;
  private long visits;
  private long match; // the number of the current one
  private final List<TrieNode<S>> runs = new ArrayList<>(); // reached; empty between two matches
  private List<TrieNode<S>> reached = new ArrayList<>(); // others; empty between two matches
  private List<TrieNode<S>> reachedNext = new ArrayList<>(); // empty between two matches

  TopicTrie(Comparator<? super S> order) {
    this.order = order;
  }

  /** Adds a subscription; false where it was in. */
  boolean add(TopicPattern pattern, S subscription) {
    TrieNode<S> node = root;
    for (int token : pattern.tokens()) {
      TrieNode<S> child = node.child(token);
      if (child == null) {
        child = node.addChild(token);
        size++;
      }
      node = child;
    }
    if (node.subscriptions == null) {
      node.subscriptions = new TreeSet<>(order);
    }
    return node.subscriptions.add(subscription);
  }

  /**
   * Removes a subscription, and all nodes that were there only for it; false where it was not in.
   */
  boolean remove(TopicPattern pattern, S subscription) {
    TrieNode<S> node = find(pattern);
    if (node == null || node.subscriptions == null || !node.subscriptions.remove(subscription)) {
      return false;
    }
    if (node.subscriptions.isEmpty()) {
      node.subscriptions = null;
    }
    while (node.parent != null && node.isEmpty()) {
      node.parent.removeChild(node.token);
      size--;
      node = node.parent;
    }
    return true;
  }

  private @Nullable TrieNode<S> find(TopicPattern pattern) {
    TrieNode<S> node = root;
    for (int token : pattern.tokens()) {
      node = node.child(token);
      if (node == null) {
        return null;
      }
    }
    return node;
  }

  /** Adds the subscriptions to each pattern that matches, those to one pattern in their order. */
  void match(String topic, List<S> into) {
    match++;
    try {
      reach(root);
      read(topic);
      collect(runs, into);
      collect(reachedNext, into);
    } finally {
      runs.clear();
      reached.clear();
      reachedNext.clear();
    }
  }

  private void read(String topic) {
    int at = 0;
    while (at < topic.length() && !(runs.isEmpty() && reachedNext.isEmpty())) {
      List<TrieNode<S>> before = reached;
      reached = reachedNext;
      reachedNext = before;
      reachedNext.clear();
      int c = topic.codePointAt(at);
      at += Character.charCount(c);
      int runsBefore = runs.size(); // a run that this character reaches starts with the next
      for (int i = 0; i < runsBefore; i++) {
        step(runs.get(i), c);
      }
      for (int i = 0; i < reached.size(); i++) {
        step(reached.get(i), c);
      }
    }
  }

  private void step(TrieNode<S> node, int c) {
    visits++;
    TrieNode<S> literal = node.literal(c);
    if (literal != null) {
      reach(literal);
    }
    if (node.any != null) {
      reach(node.any);
    }
  }

  /** Reaches a node, and the {@code *} after it, which the empty run matches. */
  private void reach(TrieNode<S> node) {
    reachedNext.add(node);
    TrieNode<S> run = node.run;
    if (run != null && run.match != match) {
      run.match = match;
      runs.add(run);
    }
  }

  private static <S> void collect(List<TrieNode<S>> nodes, List<S> into) {
    for (TrieNode<S> node : nodes) {
      if (node.subscriptions != null) {
        into.addAll(node.subscriptions);
      }
    }
  }

  /** How many nodes there are, without the root. */
  int size() {
    return size;
  }

  /** How many nodes have been asked for the next character so far, in all matches. */
  long visits() {
    return visits;
  }
}
