package dev.parklane.testkit;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** The seeds of tests: from their names, unless somebody has chosen one. */
final class TestSeeds {
  private TestSeeds() {}

  static String nameOf(ExtensionContext context) {
    return context.getRequiredTestClass().getName() + "#" + context.getRequiredTestMethod();
  }

  /** The one that somebody has chosen, and else that of the name. */
  static long of(ExtensionContext context) {
    return given(context).orElseGet(() -> nameOf(context).hashCode());
  }

  /** The one that somebody has chosen, at the test or at one of the classes that it is in. */
  static OptionalLong given(ExtensionContext context) {
    String property = context.getConfigurationParameter("parklane.seed").orElse("");
    if (!property.isBlank()) {
      return OptionalLong.of(Long.parseLong(property.strip()));
    }
    return annotation(context).stream().mapToLong(Seed::value).findFirst();
  }

  private static Optional<Seed> annotation(ExtensionContext context) {
    Stream<Class<?>> classes =
        Stream.concat(
            Stream.of(context.getRequiredTestClass()),
            context.getEnclosingTestClasses().reversed().stream());
    return Stream.concat(Stream.of(context.getRequiredTestMethod()), classes)
        .flatMap(element -> AnnotationSupport.findAnnotation(element, Seed.class).stream())
        .findFirst();
  }

  /** With the choices that somebody has given, too. */
  static TestSettings chosen(ExtensionContext context, TestSettings settings) {
    String property = context.getConfigurationParameter("parklane.choices").orElse("");
    if (!property.isBlank()) {
      return settings.with(GivenChoices.parse(property));
    }
    int[] choices = annotation(context).map(Seed::choices).orElse(new int[0]);
    return choices.length == 0 ? settings : settings.with(Strategy.choices(choices));
  }
}
