package dev.parklane.stress.planes;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where the model is in the book of an agent. */
final class Cursor {
  private static final int CONTEXT = 12;

  private final String agent;
  private final List<Noted> notes;
  private int next;

  /** The plane has crashed here, in the middle of whatever it was. */
  static final class Torn extends Error {
    private static final long serialVersionUID = 1;

    Torn() {
      super("torn", null, false, false);
    }
  }

  Cursor(String agent, List<Noted> notes) {
    this.agent = agent;
    this.notes = notes;
  }

  @Nullable Noted peek() {
    return next < notes.size() ? notes.get(next) : null;
  }

  Noted take() {
    Noted noted = peek();
    if (noted == null) {
      throw new AssertionError(where("more"));
    }
    next++;
    return noted;
  }

  /** The next line is this. */
  void expect(Noted expected) {
    Noted noted = peek();
    if (noted instanceof Noted.Crashed) {
      throw new Torn();
    }
    require(expected.equals(noted), expected);
    next++;
  }

  /** The next line is of this kind. */
  <N extends Noted> N expect(Class<N> kind) {
    Noted noted = peek();
    if (noted instanceof Noted.Crashed) {
      throw new Torn();
    }
    require(kind.isInstance(noted), kind.getSimpleName());
    next++;
    return kind.cast(noted);
  }

  void require(boolean lawful, Object expected) {
    if (!lawful) {
      throw new AssertionError(where(expected));
    }
  }

  private String where(Object expected) {
    StringBuilder text = new StringBuilder("the book of ").append(agent).append(":\n");
    notes.subList(Math.max(0, next - CONTEXT), next).forEach(n -> text.append(n).append('\n'));
    Noted found = peek();
    return text.append("expected ")
        .append(expected)
        .append("\n     but ")
        .append(found == null ? "that is all" : found)
        .toString();
  }
}
