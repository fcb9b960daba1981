package dev.parklane.runtime;

import java.util.Objects;

/** Code that was given a name, by which traces and dumps call it. */
interface Named {
  String name();

  static String requireName(String name, String whose) {
    if (Objects.requireNonNull(name, "name").isBlank()) {
      throw new IllegalArgumentException(
          "[PL-S3.6] %s has a blank name; name it after what it does".formatted(whose));
    }
    return name;
  }
}
