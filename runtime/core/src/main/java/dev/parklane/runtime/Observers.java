package dev.parklane.runtime;

import dev.parklane.clock.Experimental;
import org.jspecify.annotations.Nullable;

/**
 * The observers of a lane, in the order in which they are called: by rank from low to high, among
 * equals in order of registration (law V2). Immutable, so that a lane that is triggering goes on
 * with those that it began with.
 *
 * <p>Most lanes have one observer or none, so one observer is its own list.
 */
@Experimental
public abstract sealed class Observers permits Observer, Observers.Several {
  static final Observers NONE = new Several(new Observer[0], null);

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

  /** The one that was registered last, or null where there is none or it has been taken off. */
  abstract @Nullable Observer latest();

  final boolean has(Observer observer) {
    for (int i = 0; i < size(); i++) {
      if (get(i) == observer) {
        return true;
      }
    }
    return false;
  }

  /** These but one, which is among them. */
  final Observers without(Observer removed) {
    Observer last = latest() == removed ? null : latest();
    Observer[] rest = new Observer[size() - 1];
    int kept = 0;
    for (int i = 0; i < size(); i++) {
      if (get(i) != removed) {
        rest[kept++] = get(i);
      }
    }
    if (rest.length == 0) {
      return NONE;
    }
    return rest.length == 1 && rest[0] == last ? last : new Several(rest, last);
  }

  /** These and one more, behind those of its rank. */
  final Observers with(Observer added) {
    if (this == NONE) {
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
    return new Several(all, added);
  }

  /** None, or more than one; or one, behind which others were registered that are gone. */
  static final class Several extends Observers {
    private final Observer[] all;
    private final @Nullable Observer latest;

    private Several(Observer[] all, @Nullable Observer latest) {
      this.all = all;
      this.latest = latest;
    }

    @Override
    @Nullable Observer latest() {
      return latest;
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
