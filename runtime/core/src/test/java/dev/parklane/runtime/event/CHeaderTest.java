package dev.parklane.runtime.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parklane.clock.TimeEvent;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Java lays out is what the machine's C compiler does (law H1). */
class CHeaderTest {
  private static final List<ValueLayout> VALUES =
      List.of(
          ValueLayout.JAVA_BOOLEAN,
          ValueLayout.JAVA_BYTE,
          ValueLayout.JAVA_CHAR,
          ValueLayout.JAVA_SHORT,
          ValueLayout.JAVA_INT,
          ValueLayout.JAVA_LONG,
          ValueLayout.JAVA_FLOAT,
          ValueLayout.JAVA_DOUBLE,
          ValueLayout.ADDRESS);
  private static final int STRUCTS = 500;

  @TempDir private Path folder;

  record PriceBar(double open, boolean isFinal, Range range, long startNanos, String symbol) {}

  record Range(float low, double high, byte digits) {}

  @Test
  void header_declaresTheStruct() {
    assertThat(EventLayout.of(PriceBar.class).cHeader())
        .contains(
            """
            typedef struct price_bar {
              double open;
              bool is_final;
              struct {
                float low;
                double high;
                int8_t digits;
              } range;
              int64_t start_nanos;
              const char *symbol;
            } price_bar;
            """)
        .contains("static_assert(sizeof(price_bar) == 56,")
        .contains("static_assert(offsetof(price_bar, range.digits) == 32,");
  }

  @Test
  void header_compiles_andCAgrees() throws Exception {
    String printed =
        CCompiler.in(folder)
            .run(
                """
                #include <stdio.h>
                int main(void) {
                  price_bar b = {.open = 1, .range = {.high = 2}, .symbol = "x"};
                  printf("%zu %zu %zu %zu %s", sizeof(price_bar), offsetof(price_bar, range),
                    offsetof(price_bar, symbol), offsetof(time_event, count), b.symbol);
                }
                """,
                EventLayout.of(PriceBar.class), EventLayout.of(TimeEvent.class));
    assertThat(printed).isEqualTo("56 16 48 32 x");
  }

  @Test
  void declaredLayout_withArraysAndUnions_isDeclaredInC() throws Exception {
    StructLayout struct =
        MemoryLayout.structLayout(
            MemoryLayout.sequenceLayout(2, MemoryLayout.sequenceLayout(3, ValueLayout.JAVA_SHORT))
                .withName("grid"),
            MemoryLayout.paddingLayout(4),
            MemoryLayout.unionLayout(
                    ValueLayout.JAVA_LONG.withName("whole"),
                    ValueLayout.JAVA_DOUBLE.withName("real"))
                .withName("number"),
            MemoryLayout.sequenceLayout(
                    2,
                    MemoryLayout.structLayout(
                        ValueLayout.JAVA_INT.withName("x"), ValueLayout.JAVA_INT.withName("y")))
                .withName("points"));
    EventLayout<Object> layout = EventLayout.of(Object.class, struct, (event, to, pointees) -> {});
    String printed =
        CCompiler.in(folder)
            .run(
                """
                #include <stdio.h>
                int main(void) {
                  printf("%zu %zu", sizeof(object), offsetof(object, points[1].y));
                }
                """,
                layout);
    assertThat(printed).isEqualTo("40 36");
  }

  /** 500 structs of random members, some of them structs: the offsets that C prints are Java's. */
  @Test
  void structsOfAnyMembers_areLaidOutAsByC() throws Exception {
    CCompiler compiler = CCompiler.in(folder);
    Random random = new Random(20250917);
    StringBuilder declarations = new StringBuilder("#include <stdio.h>\n");
    StringBuilder prints = new StringBuilder();
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < STRUCTS; i++) {
      StructLayout struct = struct(random, 2);
      String name = "s" + i;
      String header = new CHeader(name, struct).text();
      assertThat(header).contains("static_assert(");
      declarations.append(header.replaceAll("(?m)^(static_assert|#pragma).*\n", ""));
      prints.append("printf(\"%%zu\\n\", sizeof(%s));\n".formatted(name));
      expected.add(Long.toString(struct.byteSize()));
      long offset = 0;
      for (MemoryLayout member : struct.memberLayouts()) {
        if (member.name().isPresent()) {
          String inner = member.name().get();
          prints.append("printf(\"%%zu\\n\", offsetof(%s, %s));\n".formatted(name, inner));
          expected.add(Long.toString(offset));
        }
        offset += member.byteSize();
      }
    }
    String printed = compiler.run(declarations + "int main(void) {\n" + prints + "}\n");
    assertThat(printed.lines()).containsExactlyElementsOf(expected);
  }

  private static StructLayout struct(Random random, int depth) {
    List<MemoryLayout> members = new ArrayList<>();
    int count = 1 + random.nextInt(8);
    for (int i = 0; i < count; i++) {
      MemoryLayout member =
          depth > 0 && random.nextInt(5) == 0
              ? struct(random, depth - 1)
              : VALUES.get(random.nextInt(VALUES.size()));
      members.add(member.withName("m" + i));
    }
    return CStruct.inC(members);
  }
}
