package dev.parklane.runtime.persistent;

import org.jspecify.annotations.Nullable;

/**
 * The part of a {@link RadixTrie} where the indexes below it first differ: it has a child for each
 * value that one digit of them takes.
 *
 * <p>A digit is five bits, as many as number the bits of an int. The bitmap tells which digits
 * occur; the children stand side by side in the order of their digits, so that no room is kept for
 * those that don't occur. Such is the node of Bagwell's array mapped tries ("Ideal Hash Trees",
 * 2001). There are always two children or more.
 */
final class Branch implements Node {
  static final int DIGIT_BITS = 5;

  /** An index that agrees with all those below in the bits above the digit. */
  private final long prefix;

  /** How many bits an index has below the digit. */
  private final int shift;

  private final int bitmap;
  private final Node[] children; // written to by replaceLeaf alone
  private final @Nullable Edit edit; // who may do that

  private Branch(long prefix, int shift, int bitmap, Node[] children, @Nullable Edit edit) {
    this.prefix = prefix;
    this.shift = shift;
    this.bitmap = bitmap;
    this.children = children;
    this.edit = edit;
  }

  /** The branch at which two different indexes part, over what is at each of them. */
  static Branch of(long index, Node node, long otherIndex, Node otherNode) {
    int highestDifference = Long.SIZE - 1 - Long.numberOfLeadingZeros(index ^ otherIndex);
    int shift = highestDifference - highestDifference % DIGIT_BITS;
    int bit = bit(index, shift);
    int otherBit = bit(otherIndex, shift);
    boolean inOrder = Integer.compareUnsigned(bit, otherBit) < 0;
    Node[] children = inOrder ? new Node[] {node, otherNode} : new Node[] {otherNode, node};
    return new Branch(index, shift, bit | otherBit, children, null);
  }

  /** Whether the index, were it in the trie, would be below this branch. */
  boolean covers(long index) {
    // In two steps: one shift by all the bits of a long would be no shift at all.
    return (index ^ prefix) >>> shift >>> DIGIT_BITS == 0;
  }

  /** The child on the way to the index, or null if there is none. */
  @Nullable Node child(long index) {
    int bit = bit(index, shift);
    return (bitmap & bit) == 0 ? null : children[position(bit)];
  }

  /** This branch with the child on the way to the index, which it covers, added or replaced. */
  Branch with(long index, Node child) {
    int bit = bit(index, shift);
    int position = position(bit);
    Node[] changed;
    if ((bitmap & bit) != 0) {
      changed = children.clone();
    } else {
      changed = new Node[children.length + 1];
      System.arraycopy(children, 0, changed, 0, position);
      System.arraycopy(children, position, changed, position + 1, children.length - position);
    }
    changed[position] = child;
    return new Branch(prefix, shift, bitmap | bit, changed, null);
  }

  /**
   * This branch with another leaf of the index, which it covers and has a leaf of. What is copied
   * is this writer's.
   */
  Branch replacing(long index, Node leaf, @Nullable Edit by) {
    int position = position(bit(index, shift));
    Node[] changed = children.clone();
    changed[position] =
        changed[position] instanceof Branch below ? below.replacing(index, leaf, by) : leaf;
    return new Branch(prefix, shift, bitmap, changed, by);
  }

  /** The branch right above the leaf of the index, where all on the way are this writer's. */
  @Nullable Branch ownedAbove(long index, Edit by) {
    Branch branch = this;
    while (branch.edit == by) {
      if (!(branch.child(index) instanceof Branch below)) {
        return branch;
      }
      branch = below;
    }
    return null;
  }

  /** Another leaf in place of the one of the index, right below. By its writer. */
  void replaceLeaf(long index, Node leaf) {
    children[position(bit(index, shift))] = leaf;
  }

  /**
   * This branch without the child on the way to the index, which it has.
   *
   * <p>A last remaining child takes the place of the branch: it needs none to part it from others.
   */
  Node without(long index) {
    int bit = bit(index, shift);
    int position = position(bit);
    if (children.length == 2) {
      return children[1 - position];
    }
    Node[] changed = new Node[children.length - 1];
    System.arraycopy(children, 0, changed, 0, position);
    System.arraycopy(children, position + 1, changed, position, changed.length - position);
    return new Branch(prefix, shift, bitmap & ~bit, changed, null);
  }

  /** Any index that the branch covers. */
  long prefix() {
    return prefix;
  }

  /** How many more branches, at most, are on a way down from this one. */
  int levelsBelow() {
    return shift / DIGIT_BITS;
  }

  /** The children in the order of their indexes, to be read only. */
  Node[] children() {
    return children;
  }

  private int position(int bit) {
    return Integer.bitCount(bitmap & (bit - 1));
  }

  private static int bit(long index, int shift) {
    return 1 << (int) (index >>> shift);
  }
}
