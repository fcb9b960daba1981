package dev.parklane.stress.planes;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What came to a subscription, or through a link to a supply lane, from its beginning to its end.
 */
final class Session {
  private final String what;
  private final String sender; // or none, where anybody may send
  private final Pattern topics;
  private final boolean fromStart;
  private final List<Letter> got = new ArrayList<>();
  private boolean open = true;

  /**
   * A session.
   *
   * @param sender whose letters it is for
   * @param topics what it is for, as in {@link Letter#to}
   * @param fromStart whether it was there before anything was sent
   */
  private Session(String what, String sender, Pattern topics, boolean fromStart) {
    this.what = what;
    this.sender = sender;
    this.topics = topics;
    this.fromStart = fromStart;
  }

  static Session ofSlot(Role.Slot slot, boolean fromStart) {
    return new Session(slot.toString(), "", pattern(Letter.topic(slot.pattern())), fromStart);
  }

  static Session ofSupply(int from, boolean fromStart) {
    return new Session("supply", Role.uri(from), pattern(Letter.SUPPLY), fromStart);
  }

  private static Pattern pattern(String pattern) {
    return Pattern.compile(pattern.replace("*", ".*").replace('?', '.'));
  }

  boolean isFor(Letter letter) {
    return (sender.isEmpty() || sender.equals(letter.from()))
        && topics.matcher(letter.to()).matches();
  }

  void got(Letter letter) {
    got.add(letter);
  }

  void end() {
    open = false;
  }

  List<Letter> gotFrom(String sender) {
    return got.stream().filter(letter -> letter.from().equals(sender)).toList();
  }

  boolean isFromStart() {
    return fromStart;
  }

  boolean isOpen() {
    return open;
  }

  @Override
  public String toString() {
    return what + (fromStart ? " from the start" : "") + (open ? ", open" : ", ended");
  }
}
