package dev.parklane.runtime.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.parklane.clock.TimeEvent;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.StructLayout;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** C functions as event handlers (laws H1, H3). */
@EnabledIf(
    value = "dev.parklane.runtime.event.CCompiler#isThere",
    disabledReason = CCompiler.MISSING)
class NativeHandlerTest {
  record Bar(double open, double high, double low, double close, int volume, boolean last) {}

  /** No record, and with no C form of its own. */
  static final class Quote {
    final String symbol;
    final double price;

    Quote(String symbol, double price) {
      this.symbol = symbol;
      this.price = price;
    }
  }

  private static final String SOURCE =
      """
      #include <string.h>

      int add_up(const bar *bar, void *user_data) {
        *(double *) user_data +=
            bar->open + bar->high + bar->low + bar->close + bar->volume + (bar->last ? 1 : 0);
        return 0;
      }

      int add_name(const time_event *event, void *user_data) {
        int64_t *sum = user_data;
        *sum = strlen(event->name) + event->id + event->scheduled_nanos + event->delivery_nanos
            + event->count;
        return 0;
      }

      int count_symbol(const quote *quote, void *user_data) {
        *(double *) user_data = quote->price * strlen(quote->symbol);
        return 0;
      }

      int fail(const void *event, void *user_data) {
        return user_data ? *(int *) user_data : 7;
      }

      int call(const void *event, void *user_data) {
        return ((int (*)(const void *)) user_data)(event);
      }
      """;

  private static final StructLayout QUOTE =
      MemoryLayout.structLayout(
          ValueLayout.ADDRESS.withName("symbol"), ValueLayout.JAVA_DOUBLE.withName("price"));
  private static final EventLayout<Quote> QUOTES =
      EventLayout.of(Quote.class, QUOTE, NativeHandlerTest::write);
  private static final EventLayout<Bar> BARS = EventLayout.of(Bar.class);
  private static final Bar BAR = new Bar(1, 2, 3, 4, 5, true);

  @TempDir private static Path folder;
  private static Path file = Path.of("");

  private final Arena arena = Arena.ofShared();
  private final SymbolLookup library = CCompiler.open(file, arena);

  @BeforeAll
  static void compile() throws Exception {
    file =
        CCompiler.in(folder)
            .library("handlers", SOURCE, BARS, EventLayout.of(TimeEvent.class), QUOTES);
  }

  @AfterEach
  void close() {
    if (arena.scope().isAlive()) {
      arena.close();
    }
  }

  private static void write(Quote quote, MemorySegment struct, SegmentAllocator pointees) {
    struct.set(ValueLayout.ADDRESS, 0, pointees.allocateFrom(quote.symbol));
    struct.set(ValueLayout.JAVA_DOUBLE, 8, quote.price);
  }

  @Test
  void function_getsTheEvent_andItsUserData() throws Exception {
    MemorySegment sum = arena.allocate(ValueLayout.JAVA_DOUBLE);
    EventHandler<Bar> handler = NativeHandler.of(library, "add_up", BARS, sum);
    handler.handle(BAR);
    handler.handle(new Bar(0.5, 0, 0, 0, -1, false));
    assertThat(sum.get(ValueLayout.JAVA_DOUBLE, 0)).isEqualTo(15.5);
  }

  @Test
  void function_getsATimeEvent_withItsName() throws Exception {
    MemorySegment sum = arena.allocate(ValueLayout.JAVA_LONG);
    EventLayout<TimeEvent> layout = EventLayout.of(TimeEvent.class);
    NativeHandler.of(library, "add_name", layout, sum)
        .handle(new TimeEvent("fünf", 10, 100, 1_000, 10_000));
    assertThat(sum.get(ValueLayout.JAVA_LONG, 0)).isEqualTo(11_115);
  }

  @Test
  void function_getsADeclaredLayout_withWhatItPointsTo() throws Exception {
    MemorySegment sum = arena.allocate(ValueLayout.JAVA_DOUBLE);
    NativeHandler.of(library, "count_symbol", QUOTES, sum).handle(new Quote("EURUSD", 1.5));
    assertThat(sum.get(ValueLayout.JAVA_DOUBLE, 0)).isEqualTo(9);
  }

  @Test
  void anotherCodeThan0_isAFailure_thatNamesTheFunction() {
    EventHandler<Bar> named = NativeHandler.of(library, "fail", BARS, MemorySegment.NULL);
    MemorySegment function = library.find("fail").orElseThrow();
    MemorySegment code = arena.allocateFrom(ValueLayout.JAVA_INT, -1);
    EventHandler<Bar> unnamed = NativeHandler.of(function, BARS, code);
    assertThatThrownBy(() -> named.handle(BAR))
        .isInstanceOf(NativeHandlerException.class)
        .hasMessage(
            "[PL-H4] native function 'fail' failed with code 7 for an event of "
                + Bar.class.getTypeName())
        .extracting("code")
        .isEqualTo(7);
    assertThatThrownBy(() -> unnamed.handle(BAR))
        .isInstanceOf(NativeHandlerException.class)
        .hasMessageContaining("at 0x" + Long.toHexString(function.address()))
        .hasMessageContaining("code -1");
  }

  @Test
  void memoryOfAnEvent_isFreed_whenTheCallReturns_alsoAfterAFailure() throws Exception {
    List<MemorySegment> kept = new ArrayList<>();
    EventLayout<Quote> keeping =
        EventLayout.of(
            Quote.class,
            QUOTE,
            (quote, struct, pointees) -> {
              MemorySegment symbol = pointees.allocateFrom(quote.symbol);
              struct.set(ValueLayout.ADDRESS, 0, symbol);
              kept.addAll(List.of(struct, symbol));
              if (quote.price < 0) {
                throw new IOException("no price");
              }
            });
    MemorySegment sum = arena.allocate(ValueLayout.JAVA_DOUBLE);
    NativeHandler.of(library, "count_symbol", keeping, sum).handle(new Quote("a", 1));
    EventHandler<Quote> failing = NativeHandler.of(library, "fail", keeping, MemorySegment.NULL);
    assertThatThrownBy(() -> failing.handle(new Quote("b", 1)))
        .isInstanceOf(NativeHandlerException.class);
    assertThatThrownBy(() -> failing.handle(new Quote("c", -1))).isInstanceOf(IOException.class);
    assertThat(kept).hasSize(6).noneMatch(segment -> segment.scope().isAlive());
  }

  @Test
  void call_afterTheLibraryWasClosed_failsByName() {
    EventHandler<Bar> handler = NativeHandler.of(library, "fail", BARS, MemorySegment.NULL);
    arena.close();
    assertThatIllegalStateException()
        .isThrownBy(() -> handler.handle(BAR))
        .withMessage(
            "[PL-H3.2] native function 'fail' was not called: the arena of the library is closed; close it"
                + " after the handler's subscriptions and timers");
  }

  @Test
  void call_afterTheUserDataWasClosed_failsByName() {
    EventHandler<Bar> handler;
    try (Arena own = Arena.ofShared()) {
      handler = NativeHandler.of(library, "add_up", BARS, own.allocate(ValueLayout.JAVA_DOUBLE));
    }
    assertThatIllegalStateException()
        .isThrownBy(() -> handler.handle(BAR))
        .withMessageContaining("'add_up' was not called: the arena of the user data is closed");
  }

  @Test
  void call_onAnotherThreadThanTheUserDatas_failsByName() throws Exception {
    try (Arena confined = Arena.ofConfined()) {
      EventHandler<Bar> handler =
          NativeHandler.of(library, "add_up", BARS, confined.allocate(ValueLayout.JAVA_DOUBLE));
      handler.handle(BAR);
      List<Throwable> failures = new ArrayList<>();
      Thread.ofVirtual()
          .name("elsewhere")
          .start(() -> failures.add(catchThrowable(() -> handler.handle(BAR))))
          .join();
      assertThat(failures)
          .singleElement()
          .asString()
          .contains(
              "the arena of the user data is confined to another thread than thread 'elsewhere'");
    }
  }

  @Test
  void library_cannotBeClosed_whileItsFunctionRuns() throws Exception {
    MemorySegment close = NativeCallback.of(BARS, bar -> arena.close(), Arena.ofAuto());
    EventHandler<Bar> handler = NativeHandler.of(library, "call", BARS, close);
    assertThatIllegalStateException().isThrownBy(() -> handler.handle(BAR));
    assertThat(arena.scope().isAlive()).isTrue();
  }

  @Test
  void missingFunction_isNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NativeHandler.of(library, "on_bar", BARS, MemorySegment.NULL))
        .withMessageStartingWith("[PL-H1.9] no function 'on_bar' in the library");
  }

  @Test
  void whatCannotBeCalled_orHanded_isRefused() {
    MemorySegment heap = MemorySegment.ofArray(new long[1]);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NativeHandler.of(MemorySegment.NULL, BARS, MemorySegment.NULL))
        .withMessageContaining("NULL");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NativeHandler.of(library, "add_up", BARS, heap))
        .withMessageContaining("the user data of a native handler is on the heap");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NativeHandler.of(heap, BARS, MemorySegment.NULL))
        .withMessageContaining("the function of a native handler is on the heap");
  }

  @Test
  void handlers_areEqual_whereTheyCallTheSameOnTheSame() {
    MemorySegment data = arena.allocate(8);
    NativeHandler<Bar> handler = NativeHandler.of(library, "fail", BARS, data);
    MemorySegment function = library.find("fail").orElseThrow();
    assertThat(handler)
        .isEqualTo(NativeHandler.of(library, "fail", BARS, data))
        .isEqualTo(NativeHandler.of(function, EventLayout.of(Bar.class), data))
        .hasSameHashCodeAs(NativeHandler.of(function, BARS, data))
        .isNotEqualTo(NativeHandler.of(library, "fail", BARS, MemorySegment.NULL))
        .isNotEqualTo(NativeHandler.of(library, "add_up", BARS, data))
        .isNotEqualTo(NativeHandler.of(library, "fail", QUOTES, data));
  }

  @Test
  void handlers_ofALibraryThatWasOpenedTwice_differ_forOneMayBeClosedAlone() {
    try (Arena other = Arena.ofShared()) {
      assertThat(NativeHandler.of(library, "fail", BARS, MemorySegment.NULL))
          .isNotEqualTo(
              NativeHandler.of(CCompiler.open(file, other), "fail", BARS, MemorySegment.NULL));
    }
  }

  @Test
  void handler_mayBeCalledByManyThreadsAtOnce() throws Exception {
    MemorySegment success = arena.allocate(ValueLayout.JAVA_INT);
    EventHandler<Bar> handler = NativeHandler.of(library, "fail", BARS, success);
    List<Thread> threads = new ArrayList<>();
    List<Throwable> failures = new CopyOnWriteArrayList<>();
    for (int i = 0; i < 8; i++) {
      threads.add(
          Thread.ofVirtual()
              .start(() -> {
                for (int n = 0; n < 10_000; n++) {
                  Throwable failure = catchThrowable(() -> handler.handle(BAR));
                  if (failure != null) {
                    failures.add(failure);
                  }
                }
              }));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(failures).isEmpty();
  }
}
