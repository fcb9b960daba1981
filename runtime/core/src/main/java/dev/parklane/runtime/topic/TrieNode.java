package dev.parklane.runtime.topic;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A node of a {@link TopicTrie}, which guards it: the tokens on the way to it are a pattern. */
final class TrieNode<S> {
  final @Nullable TrieNode<S> parent; // null for the root
  final int token; // by which the parent leads here
  @Nullable TrieNode<S> any;
  @Nullable TrieNode<S> run;
  @Nullable TreeSet<S> subscriptions; // to this very pattern; null, and not empty, where none is
  long match; // the last that has reached this; kept for a run only
  private int[] characters = {}; // sorted, each for the child of the same index
  private final List<TrieNode<S>> children = new ArrayList<>(0);

  TrieNode(@Nullable TrieNode<S> parent, int token) {
    this.parent = parent;
    this.token = token;
  }

  /** Where a token of a pattern leads; null where no pattern goes on so. */
  @Nullable TrieNode<S> child(int token) {
    return switch (token) {
      case TopicPattern.RUN -> run;
      case TopicPattern.ANY -> any;
      default -> literal(token);
    };
  }

  /** Where a code point leads by itself. It costs O(log n) in the number of those that do. */
  @Nullable TrieNode<S> literal(int c) {
    int index = Arrays.binarySearch(characters, c);
    return index < 0 ? null : children.get(index);
  }

  /** Adds the child for a token that leads nowhere yet. */
  TrieNode<S> addChild(int token) {
    TrieNode<S> child = new TrieNode<>(this, token);
    switch (token) {
      case TopicPattern.RUN -> run = child;
      case TopicPattern.ANY -> any = child;
      default -> {
        int index = -1 - Arrays.binarySearch(characters, token);
        int[] more = Arrays.copyOf(characters, characters.length + 1);
        System.arraycopy(characters, index, more, index + 1, characters.length - index);
        more[index] = token;
        characters = more;
        children.add(index, child);
      }
    }
    return child;
  }

  /** Takes away the child that a token leads to. */
  void removeChild(int token) {
    switch (token) {
      case TopicPattern.RUN -> run = null;
      case TopicPattern.ANY -> any = null;
      default -> {
        int index = Arrays.binarySearch(characters, token);
        int[] fewer = Arrays.copyOf(characters, characters.length - 1);
        System.arraycopy(characters, index + 1, fewer, index, fewer.length - index);
        characters = fewer;
        children.remove(index);
      }
    }
  }

  /** Whether nobody needs it. */
  boolean isEmpty() {
    return subscriptions == null && run == null && any == null && characters.length == 0;
  }
}
