package dev.parklane.stress.figures;

/** A page of the project that shows figures between two marks. */
final class Readme {
  /** What the marks of the whole page are called, and those of the few rows. */
  static final String WHOLE = "figures";

  static final String BRIEF = "figures in brief";

  private Readme() {}

  private static String begin(String name) {
    return "<!-- begin " + name + ": by mvn -q -Pbench compile exec:exec -Dbench=keep -->\n";
  }

  private static String end(String name) {
    return "<!-- end " + name + " -->\n";
  }

  /** What stands between the marks. */
  static String between(String readme, String name) {
    return readme.substring(from(readme, name), to(readme, name));
  }

  /** The same page with something else between the marks. */
  static String with(String readme, String name, String figures) {
    return readme.substring(0, from(readme, name)) + figures + readme.substring(to(readme, name));
  }

  private static int from(String readme, String name) {
    return at(readme, begin(name)) + begin(name).length();
  }

  private static int to(String readme, String name) {
    return at(readme, end(name));
  }

  private static int at(String readme, String mark) {
    int at = readme.indexOf(mark);
    if (at < 0) {
      throw new IllegalStateException(
          "the page has no mark '" + mark.strip() + "'; put it where the figures are to stand");
    }
    return at;
  }
}
