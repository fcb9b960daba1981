package dev.parklane.runtime.topic;

/** Law B1 as it is written, by trying everything. */
final class NaiveMatcher {
  private final int[] pattern;
  private final int[] topic;

  private NaiveMatcher(String pattern, String topic) {
    this.pattern = pattern.codePoints().toArray();
    this.topic = topic.codePoints().toArray();
  }

  static boolean matches(String pattern, String topic) {
    return new NaiveMatcher(pattern, topic).matches(0, 0);
  }

  private boolean matches(int p, int t) {
    if (p == pattern.length) {
      return t == topic.length;
    }
    if (pattern[p] == '*') {
      return matches(p + 1, t) || t < topic.length && matches(p, t + 1);
    }
    return t < topic.length
        && (pattern[p] == '?' || pattern[p] == topic[t])
        && matches(p + 1, t + 1);
  }
}
