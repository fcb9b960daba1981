package dev.parklane.runtime.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Laws H1 and H4: what comes out of a guest, as a value and as a failure. */
@Timeout(60)
class GuestValueTest {
  private static final Guest JS = Guest.of("js");
  private static final Guest PYTHON = Guest.of("python");

  /** An event. */
  record Tag(String text, List<String> all, Map<String, Integer> counts) {}

  @BeforeAll
  static void load() {
    PYTHON.run(
        """
        from dataclasses import dataclass
        from datetime import date, datetime, time, timedelta, timezone
        from decimal import Decimal
        from enum import Enum, Flag, IntEnum
        from collections import deque, namedtuple, OrderedDict
        import types, uuid

        class Side(Enum):
            BUY = 1
        class Level(IntEnum):
            HIGH = 3
        class Option(Flag):
            A = 1
            B = 2
        class Order:
            venue = 'XNAS'
            def __init__(self):
                self.price = Decimal('1.10')
                self._note = None
            @property
            def twice(self): return self.price * 2
            def total(self): return self.price
        class Slotted:
            __slots__ = ('x', '__y', 'unset')
            def __init__(self):
                self.x = 1
                self.__y = 2
        @dataclass
        class Bar:
            size: int = 4
        Pair = namedtuple('Pair', 'a b')
        loop = {'orders': [{}]}
        loop['orders'][0]['back'] = loop
        shared = [1]
        for _ in range(60): shared = [shared, shared]
        def f(): pass
        async def co(): pass
        def show(e):
            raise ValueError('outer') from e
        """);
    JS.run(
        """
        class Order { #secret = 1; price = 2.5; total() { return 1; } get twice() { return 5; } }
        const loop = {orders: [{}]}; loop.orders[0].back = loop;
        let shared = [1]; for (let i = 0; i < 60; i++) shared = [shared, shared];
        """);
  }

  @AfterAll
  static void close() {
    JS.close();
    PYTHON.close();
  }

  private static Object value(Guest guest, String expression) {
    guest.run((guest == JS ? "var " : "") + "it = " + expression);
    return guest.get("it");
  }

  private static Map<String, Object> map(Object... keysAndValues) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      map.put((String) keysAndValues[i], keysAndValues[i + 1]);
    }
    return map;
  }

  // --- values ------------------------------------------------------------------------------------

  /** H1, H4. */
  @Test
  void valuesOfPython_areWhatTheyAreInJava() {
    Map<String, Object> expected = new LinkedHashMap<>();
    expected.put("Decimal('1.10')", new BigDecimal("1.10"));
    expected.put("Side.BUY", "BUY");
    expected.put("Level.HIGH", 3);
    expected.put("timedelta(days=-1, microseconds=5)", Duration.ofDays(-1).plusNanos(5_000));
    expected.put("datetime(2026, 1, 2, 3, 4, 5)", LocalDateTime.of(2026, 1, 2, 3, 4, 5));
    expected.put("datetime(1970, 1, 1, 1, tzinfo=timezone(timedelta(hours=1)))", Instant.EPOCH);
    expected.put("datetime(2026, 1, 2, 3, 4, 5, 6)", LocalDateTime.of(2026, 1, 2, 3, 4, 5, 6_000));
    expected.put("date(2026, 1, 2)", LocalDate.of(2026, 1, 2));
    expected.put("time(1, 2)", LocalTime.of(1, 2));
    expected.put("time(1, tzinfo=timezone.utc)", OffsetTime.of(1, 0, 0, 0, ZoneOffset.UTC));
    expected.put("timezone(timedelta(hours=-1, minutes=-30))", ZoneOffset.of("-01:30"));
    expected.put("uuid.UUID(int=5)", new UUID(0, 5));
    expected.put("(1, 'a')", List.of(1, "a"));
    expected.put("Pair(1, 2)", List.of(1, 2));
    expected.put("range(3)", List.of(0, 1, 2));
    expected.put("deque([1])", List.of(1));
    expected.put("{3}", Set.of(3));
    expected.put("frozenset()", Set.of());
    expected.put("{'a': 1}.items()", List.of(List.of("a", 1)));
    expected.put("OrderedDict(a=1)", Map.of("a", 1));
    expected.put("{(1, 2): None}", Collections.singletonMap(List.of(1, 2), null));
    expected.put("2 ** 70", BigInteger.TWO.pow(70));
    expected.put("Order()", map("price", new BigDecimal("1.10"), "_note", null));
    expected.put("Slotted()", map("x", 1, "_Slotted__y", 2));
    expected.put("Bar()", Map.of("size", 4));
    expected.put("types.SimpleNamespace(a=1)", Map.of("a", 1));
    expected.forEach(
        (python, java) -> assertThat(value(PYTHON, python)).as(python).isEqualTo(java));
    for (String bytes : List.of("b'\\xffa'", "bytearray(b'\\xffa')", "memoryview(b'\\xffa')")) {
      assertThat(value(PYTHON, bytes)).as(bytes).isEqualTo(new byte[] {-1, 'a'});
    }
  }

  /** H1, H4. */
  @Test
  void valuesOfJavaScript_areWhatTheyAreInJava() {
    Map<String, Object> expected = new LinkedHashMap<>();
    expected.put("12n", 12);
    expected.put("2n ** 70n", BigInteger.TWO.pow(70));
    expected.put("new Date(0)", Instant.EPOCH);
    expected.put("new Map([['a', 1]])", Map.of("a", 1));
    expected.put("new Set([3])", Set.of(3));
    expected.put("new Uint8Array([1, 255])", List.of(1, 255));
    expected.put("new Float64Array([0.5])", List.of(0.5));
    expected.put("new BigInt64Array([5n])", List.of(5));
    expected.put("[1, , undefined]", Arrays.asList(1, null, null));
    expected.put("new Boolean(true)", true);
    expected.put("new Number(3)", 3);
    expected.put("Object.create(null)", Map.of());
    expected.put("new Order()", Map.of("price", 2.5));
    expected.put("({get a() { return 1; }})", Map.of("a", 1));
    expected.put("({*[Symbol.iterator]() { yield 1; }})", List.of(1));
    expected.forEach((js, java) -> assertThat(value(JS, js)).as(js).isEqualTo(java));
    assertThat(value(JS, "new Uint8Array([1, 255]).buffer")).isEqualTo(new byte[] {1, -1});
  }

  /** H4: whatever has no form in Java is refused by name, with its place and what to do. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          python | [{'a': complex(1, 2)}] | at [0]['a']: (1+2j) | no complex numbers in Java
          python | Decimal('NaN') | global 'it': Decimal('NaN') | no such BigDecimal
          python | Option.A and Option(0) | Option | it has no name of its own
          python | {'f': f} | at ['f']: <function f | a function cannot leave
          python | int | <class 'int'> | cannot leave its guest
          python | types | <module 'types' | a module cannot leave
          python | object() | <object object | has nothing in Java
          python | ValueError('x') | ValueError('x') | an error cannot leave
          python | (i for i in [1]) | <generator object | used up by who reads it
          python | iter([1]) | iterator | used up by who reads it
          python | map(str, [1]) | <map object | used up by who reads it
          python | [co()] | at [0]: <coroutine object co | awaitable is work to do
          python | loop | at ['orders'][0]['back']: {'orders' | it contains itself
          python | {1: 'a', 1 + 0j: 2}.__class__ | <class 'dict'> | cannot leave its guest
          python | __import__('fractions').Fraction(1, 3) | at | nothing in Java for a Python fractions.Fraction
          python | __import__('re').compile('x') | re.compile('x') | nothing in Java for a Python
          js | [{a: Symbol('s')}] | at [0].a: Symbol(s) | a symbol means something in its guest only
          js | ({[Symbol('q')]: 1}) | {Symbol(q): 1} | a member by the symbol q
          js | ({f() {}}) | at .f: f() {} | a function cannot leave
          js | class {} | class | cannot leave its guest
          js | Promise.resolve(1) | Promise | await it, and give what comes of it
          js | (function* () {})() | Generator | used up by who reads it
          js | new Map().keys() | Iterator | used up by who reads it
          js | new Error('x') | Error: x | an error cannot leave
          js | new Date(NaN) | Invalid Date | it is no time
          js | /x/ | /x/ | nothing in Java for a JavaScript RegExp
          js | new WeakMap() | WeakMap | nothing in Java for a JavaScript WeakMap
          js | new DataView(new ArrayBuffer(1)) | DataView | nothing in Java for a JavaScript DataView
          js | Math | E: | nothing in Java for a JavaScript namespace
          js | new Map([[1, 'a'], [1n, 'b']]) | at | two keys of the map are the same one in Java
          js | new Set([1, 1n]) | 1 | two elements of the set are the same one in Java
          js | loop | at .orders[0].back: | it contains itself
          """)
  void valueWithoutAFormInJava_isRefusedByName_withItsPlace(
      String language, String expression, String what, String why) {
    Guest guest = language.equals("js") ? JS : PYTHON;
    assertThatThrownBy(() -> value(guest, expression))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("global 'it'")
        .hasMessageContaining(what.equals("at") ? "cannot be copied into Java" : what)
        .hasMessageContaining(why.replace("has nothing in Java", "object"));
  }

  /** H4: what stands in a value more than once is copied once, however often that is. */
  @Test
  void valueThatSharesParts_isCopiedInLinearTime() {
    for (Guest guest : List.of(JS, PYTHON)) {
      guest.run((guest == JS ? "var " : "") + "it = shared");
      Object copy = guest.get("it");
      for (int i = 0; i < 60; i++) {
        assertThat((List<?>) copy).hasSize(2);
        assertThat(((List<?>) copy).get(0)).isSameAs(((List<?>) copy).get(1));
        copy = ((List<?>) copy).get(0);
      }
      assertThat(copy).isEqualTo(List.of(1));
    }
  }

  // --- writes to what is read-only ---------------------------------------------------------------

  /** H1, H4: the error of the language, and by name. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          python | e.text = 'x' | python: AttributeError: Tag.text cannot be set: what comes from Java is read-only
          python | e.more = 'x' | python: AttributeError: Tag.more cannot be set: what comes from Java is read-only
          python | del e.text | python: AttributeError: Tag.text cannot be removed: what comes from Java is read-only
          python | e.all[0] = 'x' | python: TypeError: element 0 of a list cannot be set: what comes from Java
          python | e.all.append('x') | python: TypeError: element 1 of a list cannot be set: what comes from Java
          python | del e.all[0] | python: TypeError: element 0 of a list cannot be removed: what comes from Java
          python | e.counts['k'] = 2 | python: TypeError: entry k of a map cannot be put: what comes from Java
          python | del e.counts['a'] | python: TypeError: entry a of a map cannot be removed: what comes from Java
          js | e.text = 'x' | js: TypeError: Tag.text cannot be set: what comes from Java is read-only
          js | delete e.text | js: TypeError: Tag.text cannot be removed: what comes from Java is read-only
          js | e.all[0] = 'x' | js: TypeError: element 0 of a list cannot be set: what comes from Java
          js | e.all.push('x') | js: TypeError: element 1 of a list cannot be set: what comes from Java
          js | e.counts.set('k', 2) | js: TypeError: entry k of a map cannot be put: what comes from Java
          js | e.counts.delete('a') | js: TypeError: entry a of a map cannot be removed: what comes from Java
          """)
  void writeToAnEvent_isTheErrorOfTheLanguage_byName(
      String language, String statement, String message) {
    Guest guest = language.equals("js") ? JS : PYTHON;
    guest.run(
        guest == JS
            ? "function write(e) { " + statement + "; }"
            : "def write(e):\n    " + statement + "\n");
    Tag tag = new Tag("t", List.of("one"), Map.of("a", 1));
    assertThatThrownBy(() -> guest.handler("write").handle(tag))
        .isInstanceOf(GuestException.class)
        .hasMessageStartingWith(message)
        .hasMessageEndingWith(guest == JS ? "(in write, script:1)" : "(in write, script:2)");
  }

  // --- failures ----------------------------------------------------------------------------------

  private static Throwable failure(Guest guest, String body) {
    guest.run(
        guest == JS ? "function fails(e) { " + body + " }" : "def fails(e):\n" + body.indent(4));
    return catchThrowable(() -> guest.handler("fails").handle(1));
  }

  /** H4. */
  @ParameterizedTest
  @CsvSource({
    "raise SystemExit(3), exit with status 3",
    "raise SystemExit, exit with status 0",
    "raise SystemExit('no bars'), exit with status 1: no bars",
    "import sys; sys.exit(4), exit with status 4",
  })
  void systemExit_isToldByItsCode(String statement, String message) {
    assertThat(failure(PYTHON, statement))
        .isInstanceOf(GuestException.class)
        .hasMessageStartingWith("python: " + message + " (in fails");
    assertThat(value(PYTHON, "1")).isEqualTo(1); // the guest goes on
  }

  /** H4: as far as the guest has told what came of what. */
  @Test
  void causes_areThoseOfTheGuest() {
    Throwable python =
        failure(
            PYTHON,
            """
            try:
                try:
                    {}['k']
                except KeyError:
                    [][1]
            except IndexError as e:
                raise ValueError('outer') from e
            """);
    assertThat(python).hasMessageStartingWith("python: ValueError: outer (in fails, script:8)");
    assertThat(python.getCause())
        .isInstanceOf(GuestException.class)
        .hasMessageStartingWith("python: IndexError: list index out of range");
    assertThat(python.getCause().getStackTrace()[0].toString())
        .isEqualTo("<python>.fails(script:6)");
    assertThat(python.getCause().getCause()).hasMessageStartingWith("python: KeyError: 'k'");
    assertThat(
            failure(
                PYTHON, "try: 1 / 0\nexcept ZeroDivisionError: raise ValueError('x') from None"))
        .hasNoCause();
    Throwable js = failure(JS, "throw new Error('outer', {cause: new TypeError('inner')});");
    assertThat(js).hasMessageStartingWith("js: Error: outer (in fails");
    assertThat(js.getCause()).hasMessageStartingWith("js: TypeError: inner");
    assertThat(failure(JS, "throw new Error('outer', {cause: 'a text'});").getCause())
        .hasMessage("js: a text");
  }

  /** H4: a Java exception is a cause as itself; a cycle of causes ends. */
  @Test
  void causes_mayBeJavas_andMayBeCyclic() {
    IllegalStateException java = new IllegalStateException("java");
    Runnable broken =
        () -> {
          throw java;
        };
    for (Guest guest : List.of(PYTHON, JS)) {
      guest.set("broken", broken);
    }
    assertThat(
            failure(
                PYTHON,
                "try: broken.run()\nexcept BaseException as e: raise ValueError('x') from e"))
        .hasCause(java);
    assertThat(failure(JS, "try { broken.run(); } catch (e) { throw new Error('x', {cause: e}); }"))
        .hasCause(java);
    assertThat(failure(JS, "const x = new Error('x'); x.cause = x; throw x;")).hasNoCause();
    assertThat(
            failure(
                PYTHON,
                "a = ValueError('a'); b = ValueError('b'); a.__cause__ = b; b.__cause__ = a; raise a"))
        .cause()
        .hasNoCause();
  }

  /** H4: and all that are in a group. */
  @Test
  void exceptionsOfAGroup_areSuppressedOnes() {
    assertThat(
            failure(PYTHON, "raise ExceptionGroup('g', [ValueError('a'), KeyError('b')])")
                .getSuppressed())
        .extracting(Throwable::getMessage)
        .satisfiesExactly(
            a -> assertThat(a).startsWith("python: ValueError: a"),
            b -> assertThat(b).startsWith("python: KeyError: 'b'"));
    assertThat(failure(JS, "throw new AggregateError([new Error('a'), 5], 'g');").getSuppressed())
        .extracting(Throwable::getMessage)
        .satisfiesExactly(
            a -> assertThat(a).startsWith("js: Error: a"), b -> assertThat(b).isEqualTo("js: 5"));
  }

  /** H4: an error that cannot even say what it is is told of all the same. */
  @Test
  void exceptionThatCannotBeShown_isAFailure() {
    assertThat(
            failure(
                PYTHON,
                """
                class Worse(Exception):
                    def __str__(self): raise ValueError('worse')
                raise Worse()
                """))
        .isInstanceOf(GuestException.class)
        .hasMessageStartingWith("python: ");
    assertThat(failure(JS, "throw {get message() { throw 1; }, get cause() { throw 2; }};"))
        .isInstanceOf(GuestException.class)
        .hasMessageStartingWith("js: ");
  }
}
