package dev.parklane.runtime.scheduling;

import java.io.EOFException;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads a text in JSON that may be long, and keeps no more of it than one object at a time. For one
 * thread.
 */
final class JsonReader {
  private final Reader text; // buffered
  private int next; // the character that comes next, or -1
  private String wanted = ""; // whose elements are told, not kept
  private Consumer<Map<?, ?>> told = element -> {};

  JsonReader(Reader text) throws IOException {
    this.text = text;
    next = text.read();
  }

  /** Tells of each object that is an element of an array of this name, at whatever depth. */
  void forEachObjectIn(String name, Consumer<Map<?, ?>> element) throws IOException {
    wanted = name;
    told = element;
    value("");
  }

  private @Nullable Object value(String name) throws IOException {
    skipBlanks();
    return switch (next) {
      case '{' -> object();
      case '[' -> array(name);
      case '"' -> string();
      default -> word();
    };
  }

  private Map<String, @Nullable Object> object() throws IOException {
    Map<String, @Nullable Object> members = new HashMap<>();
    take('{');
    skipBlanks();
    while (next != '}') {
      String name = string();
      skipBlanks();
      take(':');
      members.put(name, value(name));
      skipComma();
    }
    take('}');
    return members;
  }

  private List<@Nullable Object> array(String name) throws IOException {
    List<@Nullable Object> elements = new ArrayList<>();
    take('[');
    skipBlanks();
    while (next != ']') {
      Object element = value("");
      if (name.equals(wanted) && element instanceof Map<?, ?> object) {
        told.accept(object);
      } else {
        elements.add(element);
      }
      skipComma();
    }
    take(']');
    return elements;
  }

  private String string() throws IOException {
    StringBuilder characters = new StringBuilder();
    take('"');
    while (next != '"') {
      char c = take();
      characters.append(c == '\\' ? escaped() : c);
    }
    take('"');
    return characters.toString();
  }

  private char escaped() throws IOException {
    char c = take();
    return switch (c) {
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> (char) Integer.parseInt("" + take() + take() + take() + take(), 16);
      default -> c;
    };
  }

  /** A number, or one of the three words. */
  private @Nullable String word() throws IOException {
    StringBuilder characters = new StringBuilder();
    while (next >= 0 && next > ' ' && ",]}:".indexOf(next) < 0) {
      characters.append(take());
    }
    if (characters.isEmpty()) {
      throw new IOException("no JSON: a value is missing before '" + (char) next + "'");
    }
    String word = characters.toString();
    return word.equals("null") ? null : word;
  }

  private void skipComma() throws IOException {
    skipBlanks();
    if (next == ',') {
      take(',');
      skipBlanks();
    }
  }

  private void skipBlanks() throws IOException {
    while (next >= 0 && next <= ' ') {
      take();
    }
  }

  private void take(char expected) throws IOException {
    char found = take();
    if (found != expected) {
      throw new IOException("no JSON: '" + found + "' where '" + expected + "' was expected");
    }
  }

  private char take() throws IOException {
    if (next < 0) {
      throw new EOFException("the text ends inside a value");
    }
    char c = (char) next;
    next = text.read();
    return c;
  }
}
