package dev.parklane.runtime.event;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What a Java name is called in C. */
final class CName {
  private static final Pattern WORD_START =
      Pattern.compile("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])");
  private static final Pattern NOT_IN_C = Pattern.compile("[^A-Za-z0-9_]");

  /** The keywords of C and C++, and what compilers define on their own. */
  private static final Set<String> TAKEN =
      Set.of(
          """
          alignas alignof and and_eq asm auto bitand bitor bool break case catch char class compl
          concept const const_cast consteval constexpr constinit continue co_await co_return
          co_yield decltype default delete do double dynamic_cast else enum explicit export extern
          false float for friend goto if inline int long mutable namespace new noexcept not not_eq
          nullptr operator or or_eq private protected public register reinterpret_cast requires
          restrict return short signed sizeof static static_assert static_cast struct switch
          template this thread_local throw true try typedef typeid typename typeof typeof_unqual
          union unsigned using virtual void volatile wchar_t while xor xor_eq
          errno i386 linux unix
          """
              .strip()
              .split("\\s+"));

  private CName() {}

  /** Words in lower case with underscores between them; of what C lacks, an underscore each. */
  static String of(String javaName) {
    String words = WORD_START.matcher(javaName).replaceAll("_").toLowerCase(Locale.ROOT);
    String name = NOT_IN_C.matcher(words).replaceAll("_");
    return TAKEN.contains(name) ? name + "_" : name;
  }
}
