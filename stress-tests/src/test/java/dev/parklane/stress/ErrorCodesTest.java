package dev.parklane.stress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parklane.clock.AlarmClock;
import dev.parklane.lanes.ValueLane;
import dev.parklane.runtime.Agent;
import dev.parklane.testkit.TestPlane;
import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.MethodModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.NewObjectInstruction;
import java.lang.constant.ConstantDesc;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Each error that a user can meet begins with a code, and the page of errors has a line for each
 * code and for no other. Read from the class files: between the instruction that makes an exception
 * and its constructor stands the text, or the class of the exception gives the code itself.
 */
class ErrorCodesTest {
  /** One class of each module. */
  private static final List<Class<?>> MODULES =
      List.of(AlarmClock.class, Agent.class, ValueLane.class, TestPlane.class);

  private static final Pattern CODE = Pattern.compile("\\[(PL-[A-Z][0-9]+(?:\\.[0-9]+)?)] ");
  private static final Pattern ROW = Pattern.compile("(?m)^\\| (PL-\\S+) \\| \\S.*\\. \\|$");

  /** Exceptions that need no code wherever they are made. */
  private static final Map<String, String> KINDS =
      Map.of(
          "java/lang/AssertionError", "a test has failed, or Parklane has a fault",
          "java/lang/InterruptedException", "what the JDK throws for an interrupt",
          "java/util/concurrent/CancellationException", "what the JDK throws for a cancellation",
          "java/util/NoSuchElementException", "what an iterator has to throw",
          "java/lang/MatchException", "the compiler makes it for a switch that is complete",
          "java/lang/ExceptionInInitializerError", "the JDK lacks a field of this very class",
          "dev/parklane/testkit/InjectedFault", "a fault that a simulation made on purpose",
          "dev/parklane/testkit/contract/OnPurpose", "a fault that a contract made on purpose");

  /** Methods that make exceptions without a code, each with why. */
  private static final Map<String, String> WITHOUT =
      Map.ofEntries(
          Map.entry("DeliveryContract.toldNow", "a check is interrupted"),
          Map.entry("FarStage.close", "wraps what the delivery under test throws"),
          Map.entry("Outside.failure", "wraps one that has the code"),
          Map.entry("TallyLane.await", "a check is interrupted"),
          Map.entry("EntryCodec.save", "a map lane gives it what maps do"),
          Map.entry("MapLink.told", "a lane of another form was refused when it was linked"),
          Map.entry("LaneChanges.add", "a lane with state gives it changes of it"),
          Map.entry("BusHub.deliver", "the refusal of an endpoint has the code"),
          Map.entry("BusHub.giveBack", "the refusal of who asks has the code"),
          Map.entry("BusHub.refuse", "the refusal of an endpoint has the code"),
          Map.entry("DeadLetter.exception", "the reason has the code"),
          Map.entry("LinkRequest$Attach.died", "the reason has the code"),
          Map.entry("LockStepScheduler.owner", "callers are in the turn of an agent"),
          Map.entry("Owner.runRootHandler", "callers are in the turn of an agent"),
          Map.entry("HandlerScope.unexpected", "wraps what a method of the JDK does not declare"),
          Map.entry("JdkThreadState.clear", "is called where the JDK is open only"),
          Map.entry("JdkVirtualThreads.currentCarrier", "is called where the JDK is open only"),
          Map.entry("JdkVirtualThreads.defaultScheduler", "is called where the JDK is open only"),
          Map.entry("JdkVirtualThreads.newThread", "is called where the JDK is open only"),
          Map.entry("JsonReader.take", "who takes a thread dump catches it"),
          Map.entry("JsonReader.word", "who takes a thread dump catches it"),
          Map.entry("ThreadDump.dump", "who takes a thread dump catches it"),
          Map.entry("LockWatch.dump", "who takes a thread dump catches it"),
          Map.entry("Orders.<init>", "every JDK has SHA-256"),
          Map.entry("PersistentMap.unmodifiable", "what a map that cannot be changed has to throw"),
          Map.entry("Placed.setValue", "what a map that cannot be changed has to throw"),
          Map.entry("Guest.inside", "the words of the guest"),
          Map.entry("GuestContext.told", "the words of the guest"),
          Map.entry("GuestDialect.own", "our own script is there"),
          Map.entry("GuestDialect$PlainDialect.refuseWrite", "the words of who refuses"),
          Map.entry("GuestFailure.inGuest", "the words of the guest"),
          Map.entry("GuestFailure.interrupt", "the words of the guest"),
          Map.entry("GuestFailure.told", "the words of the guest"),
          Map.entry("GuestContext.interrupt", "there is no time-out that could end"),
          Map.entry("HandlerContext.fail", "wraps what the user gives it"),
          Map.entry("RecordParts.get", "wraps what a record that was made accessible cannot throw"),
          Map.entry("Ask.await", "wraps what an ask cannot fail with"),
          Map.entry("Task.rethrow", "wraps what the user's work has thrown"));

  private static final List<ClassModel> CLASSES = new ArrayList<>();

  @BeforeAll
  static void find() throws IOException, URISyntaxException {
    for (Class<?> one : MODULES) {
      Path place = Path.of(one.getProtectionDomain().getCodeSource().getLocation().toURI());
      if (Files.isDirectory(place)) {
        parse(place);
      } else {
        try (FileSystem jar = FileSystems.newFileSystem(place)) {
          parse(jar.getPath("/"));
        }
      }
    }
  }

  private static void parse(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".class")).sorted().toList()) {
        CLASSES.add(ClassFile.of().parse(Files.readAllBytes(file)));
      }
    }
  }

  @Test
  void codes_standOnThePage_eachOnce_andNoOthers() throws IOException {
    List<String> page =
        ROW.matcher(Files.readString(Path.of("../runtime/ERRORS.md")))
            .results()
            .map(row -> row.group(1))
            .toList();
    assertThat(page).doesNotHaveDuplicates();
    assertThat(new TreeSet<>(page)).isEqualTo(codes()).hasSizeGreaterThan(150);
  }

  @Test
  void codes_nameLaws() throws IOException {
    String laws = Files.readString(Path.of("../runtime/LAWS.md"));
    assertThat(codes())
        .allSatisfy(code ->
            assertThat(laws).contains("- **" + code.substring(3).replaceFirst("\\..*", "") + "**"));
  }

  @Test
  void exceptions_haveACode_wherePeopleCanMeetThem() {
    Set<String> coded = new TreeSet<>();
    Set<String> without = new TreeSet<>();
    for (ClassModel in : CLASSES) {
      for (MethodModel method : in.methods()) {
        for (Made made : made(in, method)) {
          (made.hasCode() ? coded : without).add(made.in() + " makes a " + made.type());
        }
      }
    }
    Set<String> allowed = new TreeSet<>();
    for (String method : WITHOUT.keySet()) {
      if (without.removeIf(line -> line.startsWith(method + " "))) {
        allowed.add(method);
      }
    }
    assertThat(without).isEmpty();
    assertThat(allowed)
        .as("what the list allows is there")
        .isEqualTo(new TreeSet<>(WITHOUT.keySet()));
    assertThat(coded).hasSizeGreaterThan(150);
  }

  @Test
  void logLines_ofErrorsAndWarnings_haveACode() {
    Set<String> without = new TreeSet<>();
    int seen = 0;
    for (ClassModel in : CLASSES) {
      for (MethodModel method : in.methods()) {
        String text = "";
        for (CodeElement element : elements(method)) {
          if (element instanceof FieldInstruction field
              && field.type().equalsString("Lorg/slf4j/Logger;")) {
            text = ""; // what comes now is for the log
          } else if (element instanceof ConstantInstruction constant) {
            text += text(constant);
          }
          if (element instanceof InvokeInstruction call
              && call.owner().asInternalName().equals("org/slf4j/Logger")) {
            boolean counts = Set.of("error", "warn").contains(call.name().stringValue());
            seen += counts ? 1 : 0;
            if (counts && !CODE.matcher(text).find()) {
              without.add(name(in, method));
            }
            text = "";
          }
        }
      }
    }
    // Both write texts that begin with the code of what they tell of.
    assertThat(without).containsExactlyInAnyOrder("Uplink.overflow", "DeadLetters.log");
    assertThat(seen).isGreaterThan(20);
  }

  /** It would find one without. */
  @Test
  void exception_withoutACode_isFound_andWithOne_isNot() throws IOException {
    ClassModel own;
    try (var bytes = ErrorCodesTest.class.getResourceAsStream("ErrorCodesTest$Samples.class")) {
      own = ClassFile.of().parse(bytes.readAllBytes());
    }
    Map<String, Boolean> found = new TreeMap<>();
    for (MethodModel method : own.methods()) {
      made(own, method)
          .forEach(made -> found.put(method.methodName().stringValue(), made.hasCode()));
    }
    assertThat(found).isEqualTo(Map.of("coded", true, "joined", true, "nested", false));
  }

  /** Errors as the modules make them. */
  static final class Samples {
    static RuntimeException coded(int n) {
      return new IllegalStateException("[PL-E8] %d is wrong".formatted(n));
    }

    static RuntimeException joined(int n) {
      return new IllegalStateException("[PL-E8] " + n + " is wrong");
    }

    static RuntimeException nested(int n) {
      String other = "[PL-E8] " + n;
      return new IllegalStateException(other + " is wrong");
    }
  }

  private record Made(String in, String type, boolean hasCode) {}

  private record Begun(String type, StringBuilder text) {}

  /** The exceptions that a method makes with a text of their own. */
  private static List<Made> made(ClassModel in, MethodModel method) {
    List<Made> all = new ArrayList<>();
    Deque<Begun> begun = new ArrayDeque<>();
    for (CodeElement element : elements(method)) {
      switch (element) {
        case NewObjectInstruction made ->
            begun.push(new Begun(made.className().asInternalName(), new StringBuilder()));
        case ConstantInstruction constant -> say(begun, text(constant));
        case InvokeDynamicInstruction call ->
            call.bootstrapArgs().forEach(arg -> say(begun, text(arg)));
        case InvokeInstruction call
            when call.opcode() == Opcode.INVOKESPECIAL
                && call.name().equalsString("<init>")
                && !begun.isEmpty()
                && begun.peek().type().equals(call.owner().asInternalName()) -> {
          Begun done = begun.pop();
          if (isError(done.type()) && !KINDS.containsKey(done.type())) {
            boolean has = CODE.matcher(done.text()).find() || givesItself(done.type());
            all.add(new Made(name(in, method), done.type(), has));
          }
        }
        default -> {}
      }
    }
    return all;
  }

  private static void say(Deque<Begun> begun, String text) {
    begun.forEach(one -> one.text().append(text));
  }

  private static String text(ConstantInstruction constant) {
    return text(constant.constantValue());
  }

  private static String text(ConstantDesc constant) {
    return constant instanceof String text ? text : "";
  }

  private static boolean isError(String type) {
    return type.endsWith("Exception") || type.endsWith("Error") || KINDS.containsKey(type);
  }

  /** Whether the constructor of an exception of ours has the code. */
  private static boolean givesItself(String type) {
    return CLASSES.stream()
        .filter(c -> c.thisClass().asInternalName().equals(type))
        .flatMap(c -> c.methods().stream())
        .filter(m -> m.methodName().equalsString("<init>"))
        .flatMap(m -> texts(m).stream())
        .anyMatch(text -> CODE.matcher(text).find());
  }

  private static Set<String> codes() {
    return CLASSES.stream()
        .flatMap(c -> c.methods().stream())
        .flatMap(m -> texts(m).stream())
        .flatMap(text -> CODE.matcher(text).results().map((MatchResult m) -> m.group(1)))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static List<String> texts(MethodModel method) {
    List<String> texts = new ArrayList<>();
    for (CodeElement element : elements(method)) {
      if (element instanceof ConstantInstruction constant) {
        texts.add(text(constant));
      } else if (element instanceof InvokeDynamicInstruction call) {
        call.bootstrapArgs().forEach(arg -> texts.add(text(arg)));
      }
    }
    return texts;
  }

  private static List<CodeElement> elements(MethodModel method) {
    return method.code().map(code -> code.elementList()).orElse(List.of());
  }

  /** Of the class and the method in the source: a lambda counts as the method that it stands in. */
  private static String name(ClassModel in, MethodModel method) {
    String type = in.thisClass().asInternalName();
    String name = method.methodName().stringValue().replaceFirst("^lambda\\$([^$]+)\\$.*", "$1");
    return type.substring(type.lastIndexOf('/') + 1) + "." + name;
  }
}
