package dev.parklane.runtime.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.foreign.AddressLayout;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Java that C calls while it handles an event (laws H1, F1). */
@EnabledIf(
    value = "dev.parklane.runtime.event.CCompiler#isThere",
    disabledReason = CCompiler.MISSING)
class NativeCallbackTest {
  record Bar(double close) {}

  record Order(@Nullable String symbol, int quantity, Limit limit) {}

  record Limit(double price) {}

  private static final String SOURCE =
      """
      typedef struct {
        int (*send)(const order *order);
        int last;
      } strategy;

      int on_bar(const bar *bar, void *user_data) {
        strategy *s = user_data;
        order one = {.symbol = "EURUSD", .quantity = 10, .limit = {bar->close}};
        order other = {.quantity = -10, .limit = {bar->close + 1}};
        s->last = s->send(&one);
        s->last += s->send(&other);
        return 0;
      }

      int send_nothing(const bar *bar, void *user_data) {
        return ((strategy *) user_data)->send(NULL);
      }

      typedef double (*plain)(double a, int64_t b, bool c);

      int plain_call(const bar *bar, void *user_data) {
        return (int) ((plain) user_data)(bar->close, 40, true);
      }
      """;

  private static final EventLayout<Bar> BARS = EventLayout.of(Bar.class);
  private static final EventLayout<Order> ORDERS = EventLayout.of(Order.class);

  @TempDir private static Path folder;
  private static Path file = Path.of("");

  @AutoClose private final Arena arena = Arena.ofShared();
  private final SymbolLookup library = CCompiler.open(file, arena);
  private final List<Order> orders = new ArrayList<>();
  private final MemorySegment strategy = arena.allocate(ValueLayout.ADDRESS.byteSize() + 4);

  @BeforeAll
  static void compile() throws Exception {
    file = CCompiler.in(folder).library("callbacks", SOURCE, BARS, ORDERS);
  }

  private EventHandler<Bar> strategy(String function, Handler<Order> send) {
    strategy.set(ValueLayout.ADDRESS, 0, NativeCallback.of(ORDERS, send, arena));
    return NativeHandler.of(library, function, BARS, strategy);
  }

  private int last() {
    return strategy.get(ValueLayout.JAVA_INT, ValueLayout.ADDRESS.byteSize());
  }

  @Test
  void struct_ofC_isARecordInJava() throws Exception {
    strategy("on_bar", orders::add).handle(new Bar(1.25));
    assertThat(orders)
        .containsExactly(
            new Order("EURUSD", 10, new Limit(1.25)), new Order(null, -10, new Limit(2.25)));
    assertThat(last()).isZero();
  }

  @Test
  void exception_isThrownByTheHandler_whenCHasReturned() {
    IOException failure = new IOException("no connection");
    EventHandler<Bar> handler =
        strategy(
            "on_bar",
            order -> {
              orders.add(order);
              throw failure;
            });
    assertThatThrownBy(() -> handler.handle(new Bar(1))).isSameAs(failure);
    assertThat(orders).as("the second callback does nothing").hasSize(1);
    assertThat(last()).as("each is told -1").isEqualTo(-2);
  }

  @Test
  void callAfterAFailure_isNotToldOfIt() throws Exception {
    List<String> failing = new ArrayList<>(List.of("once"));
    EventHandler<Bar> handler =
        strategy(
            "on_bar",
            order -> {
              if (!failing.isEmpty()) {
                throw new IllegalStateException(failing.removeFirst());
              }
              orders.add(order);
            });
    assertThatThrownBy(() -> handler.handle(new Bar(1))).hasMessage("once");
    handler.handle(new Bar(2));
    assertThat(orders).hasSize(2);
  }

  @Test
  void callInsideACallback_isToldOfItsOwnFailureOnly() throws Exception {
    EventHandler<Bar> inner =
        NativeHandler.of(
            NativeCallback.of(
                BARS,
                bar -> {
                  throw new IOException("inner");
                },
                arena),
            BARS,
            MemorySegment.NULL);
    EventHandler<Bar> outer =
        strategy(
            "on_bar",
            order -> {
              assertThatThrownBy(() -> inner.handle(new Bar(3))).hasMessage("inner");
              orders.add(order);
            });
    outer.handle(new Bar(1));
    assertThat(orders).hasSize(2);
  }

  @Test
  void error_isKeptLikeAnException() {
    EventHandler<Bar> handler = strategy("on_bar", order -> overflow(1));
    assertThatThrownBy(() -> handler.handle(new Bar(1))).isInstanceOf(StackOverflowError.class);
  }

  @Test
  void callback_thatCallsItsHandlerAgain_endsByName() {
    List<EventHandler<Bar>> itself = new ArrayList<>();
    MemorySegment function = NativeCallback.of(BARS, bar -> itself.getFirst().handle(bar), arena);
    itself.add(NativeHandler.of(function, BARS, MemorySegment.NULL));
    assertThatThrownBy(() -> itself.getFirst().handle(new Bar(1)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("[PL-H3.2] native function at 0x")
        .hasMessageContaining("was not called: 32 native calls stand in one another");
  }

  @Test
  void null_ofC_failsByName() {
    EventHandler<Bar> handler = strategy("send_nothing", orders::add);
    assertThatThrownBy(() -> handler.handle(new Bar(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "[PL-H3.6] a callback from C was given NULL for a " + Order.class.getTypeName());
  }

  @Test
  void method_takesPrimitives_andFailsAlike() throws Exception {
    MethodHandle add =
        MethodHandles.lookup()
            .findStatic(
                NativeCallbackTest.class,
                "add",
                MethodType.methodType(double.class, double.class, long.class, boolean.class));
    FunctionDescriptor function =
        FunctionDescriptor.of(
            ValueLayout.JAVA_DOUBLE,
            ValueLayout.JAVA_DOUBLE,
            ValueLayout.JAVA_LONG,
            ValueLayout.JAVA_BOOLEAN);
    EventHandler<Bar> handler =
        NativeHandler.of(library, "plain_call", BARS, NativeCallback.of(add, function, arena));
    assertThatThrownBy(() -> handler.handle(new Bar(2)))
        .isInstanceOf(NativeHandlerException.class)
        .hasMessageContaining("code 43");
    assertThatThrownBy(() -> handler.handle(new Bar(-1))).hasMessage("negative");
  }

  @ParameterizedTest
  @MethodSource("results")
  void failure_isMinus1_orFalse_toC(ValueLayout result) throws Throwable {
    MethodHandle fails =
        MethodHandles.throwException(result.carrier(), IllegalStateException.class)
            .bindTo(new IllegalStateException("logged by this test"));
    FunctionDescriptor function = FunctionDescriptor.of(result);
    assertThat(call(NativeCallback.of(fails, function, arena), function))
        .isIn(-1, (byte) -1, (short) -1, -1L, -1F, -1D, '\uffff', false);
  }

  static Stream<ValueLayout> results() {
    return Stream.of(
        ValueLayout.JAVA_BOOLEAN,
        ValueLayout.JAVA_BYTE,
        ValueLayout.JAVA_CHAR,
        ValueLayout.JAVA_SHORT,
        ValueLayout.JAVA_INT,
        ValueLayout.JAVA_LONG,
        ValueLayout.JAVA_FLOAT,
        ValueLayout.JAVA_DOUBLE);
  }

  @Test
  void callbackOutsideAHandlersCall_throwsNothing() throws Throwable {
    MethodHandle fails =
        MethodHandles.throwException(void.class, IllegalStateException.class)
            .bindTo(new IllegalStateException("logged by this test"));
    FunctionDescriptor function = FunctionDescriptor.ofVoid();
    assertThat(call(NativeCallback.of(fails, function, arena), function)).isNull();
  }

  @Test
  void whatCouldFailBeforeTheMethod_isRefused() {
    MethodHandle method = MethodHandles.empty(MethodType.methodType(void.class));
    StructLayout struct = MemoryLayout.structLayout(ValueLayout.JAVA_INT);
    for (FunctionDescriptor function :
        List.of(
            FunctionDescriptor.of(struct),
            FunctionDescriptor.ofVoid(struct),
            FunctionDescriptor.ofVoid(pointerTo(struct)))) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> NativeCallback.of(method, function, arena))
          .withMessageStartingWith("[PL-H1.7] a callback takes primitives and pointers");
    }
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> NativeCallback.of(method, FunctionDescriptor.of(ValueLayout.ADDRESS), arena))
        .withMessageStartingWith("[PL-H1.5] a callback cannot return a pointer");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> NativeCallback.of(method, FunctionDescriptor.of(ValueLayout.JAVA_INT), arena))
        .withMessage("[PL-H1.6] the method is of type ()void, and the function of ()int");
  }

  @Test
  void declaredLayout_isRefused() {
    EventLayout<Bar> declared =
        EventLayout.of(Bar.class, BARS.struct(), (bar, struct, pointees) -> {});
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NativeCallback.of(declared, bar -> {}, arena))
        .withMessageContaining("is declared, and can only be written");
  }

  static double add(double a, long b, boolean c) {
    if (a < 0) {
      throw new IllegalStateException("negative");
    }
    return a + b + (c ? 1 : 0);
  }

  private static int overflow(int n) {
    return overflow(n + 1) + 1;
  }

  @SuppressWarnings("restricted") // the function is the test's own
  private static Object call(MemorySegment function, FunctionDescriptor type) throws Throwable {
    return Linker.nativeLinker().downcallHandle(function, type).invoke();
  }

  @SuppressWarnings("restricted") // nothing reads what it points to
  private static AddressLayout pointerTo(MemoryLayout target) {
    return ValueLayout.ADDRESS.withTargetLayout(target);
  }
}
