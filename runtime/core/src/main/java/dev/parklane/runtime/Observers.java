package dev.parklane.runtime;

import dev.parklane.clock.Experimental;

/**
 * The observers of a lane, in the order in which they are called: by rank from low to high, among
 * equals in order of registration (law V2). Immutable, so that a lane that is triggering goes on
 * with those that it began with.
 *
 * <p>Most lanes have one observer or none, so one observer is its own list.
 */
@Experimental
public abstract sealed class Observers permits Observer, Observers.Several {
  static final Observers NONE = new Several(new Observer[0]);

  Observers() {}

  /** {@return how many there are} */
  public abstract int size();

  /**
   * {@return the one that is called after so many others}
   *
   * @param index how many are called before it, from 0 on
   * @throws IndexOutOfBoundsException where there are not so many
   */
  public abstract Observer get(int index);

  /** These and one more, behind those of its rank. */
  final Observers with(Observer added) {
    if (size() == 0) {
      return added;
    }
    Observer[] all = new Observer[size() + 1];
    int at = 0;
    while (at < size() && get(at).rank() <= added.rank()) {
      all[at] = get(at);
      at++;
    }
    all[at] = added;
    for (int i = at; i < size(); i++) {
      all[i + 1] = get(i);
    }
    return new Several(all);
  }

  /** None, or more than one. */
  static final class Several extends Observers {
    private final Observer[] all;

    private Several(Observer[] all) {
      this.all = all;
    }

    @Override
    public int size() {
      return all.length;
    }

    @Override
    public Observer get(int index) {
      return all[index];
    }
  }
}
