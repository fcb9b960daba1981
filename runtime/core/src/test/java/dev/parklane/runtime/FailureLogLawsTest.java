package dev.parklane.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Law F9 on planes: what repeats is told ten times, then counted; all else stays complete. */
@Timeout(120)
class FailureLogLawsTest {
  @TempDir private Path folder;

  private interface Act {
    void run(Plane plane) throws Exception;
  }

  /** The lines of the log that say this, up to the end of a plane of probes. */
  private static List<String> lines(
      String what, Consumer<PlaneBuilder> builder, Probe.Setup setup, Act act) throws Exception {
    ByteArrayOutputStream log = new ByteArrayOutputStream();
    PrintStream before = System.err;
    System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
    PlaneBuilder made =
        Plane.builder()
            .route(
                "/probe/:name",
                () -> new Probe(setup),
                o -> o.withMailboxCapacity(100).withFailurePolicy(FailurePolicy.resume()));
    builder.accept(made);
    try (Plane plane = made.start()) {
      act.run(plane);
      plane.awaitQuiet();
    } finally {
      System.setErr(before);
    }
    return log.toString(StandardCharsets.UTF_8).lines().filter(l -> l.contains(what)).toList();
  }

  private static void flood(Probe probe) {
    for (int i = 0; i < 20_000; i++) {
      probe.other("/probe/x").command("b", i);
    }
  }

  @Test
  void twentyThousandCommands_intoAFullMailbox_areElevenLines() throws Exception {
    AtomicInteger letters = new AtomicInteger();
    List<String> lines =
        lines(
            "MAILBOX_FULL",
            builder -> {},
            p -> p.a.on(v -> flood(p)),
            plane -> {
              plane.agent("/probe/x").command("a", 1);
              plane.awaitQuiet();
              letters.set((int) plane.deadLetters());
            });
    assertThat(letters.get()).isEqualTo(19_900);
    assertThat(lines).singleElement().asString().contains("19,890 more", "/probe/:name", "b");
    assertThat(
            lines(
                "dead letter to /probe/x",
                builder -> {},
                p -> p.a.on(v -> flood(p)),
                plane -> plane.agent("/probe/x").command("a", 1)))
        .hasSize(10);
  }

  @Test
  void deadLetterObserver_isToldOfEach() throws Exception {
    AtomicInteger told = new AtomicInteger();
    assertThat(
            lines(
                "dead letter",
                builder -> builder.onDeadLetter(letter -> told.incrementAndGet()),
                p -> p.a.on(v -> flood(p)),
                plane -> plane.agent("/probe/x").command("a", 1)))
        .isEmpty();
    assertThat(told.get()).isEqualTo(19_900);
  }

  /** Whoever it is of the route, and whatever the message says. */
  @Test
  void failuresOfOneCause_areToldTenTimes_thenCounted_andRecordedEachTime() throws Exception {
    Path file = folder.resolve("failures.jfr");
    List<String> lines;
    try (Recording recording = new Recording()) {
      recording.enable("dev.parklane.Failure").withoutThreshold();
      recording.start();
      lines =
          lines(
              "ERROR",
              builder -> {},
              p ->
                  p.a.on(v -> {
                    throw new IOException("disk " + v);
                  }),
              plane -> {
                for (int i = 0; i < 50; i++) {
                  plane.agent("/probe/" + i % 7).command("a", i);
                }
              });
      recording.dump(file);
    }
    assertThat(lines).hasSize(11);
    assertThat(lines.subList(0, 10))
        .allSatisfy(l -> assertThat(l).contains(" failed in a.onEvent"));
    assertThat(lines.getLast())
        .contains(
            "40 more",
            "agent failed, /probe/:name, a.onEvent, java.io.IOException at ",
            "FailureLogLawsTest");
    assertThat(RecordingFile.readAllEvents(file))
        .filteredOn(e -> e.getEventType().getName().equals("dev.parklane.Failure"))
        .hasSize(50);
  }

  @Test
  void failuresOfOtherCauses_areToldForThemselves() throws Exception {
    List<String> lines =
        lines(
            "ERROR",
            builder -> {},
            p -> {
              p.a.on(v -> {
                if (v % 2 == 0) {
                  throw new IOException("disk");
                }
                throw new IllegalStateException("state");
              });
              p.b.on(v -> {
                throw new IOException("disk");
              });
            },
            plane -> {
              for (int i = 0; i < 24; i++) {
                plane.agent("/probe/x").command("a", i);
                plane.agent("/probe/x").command("b", i);
              }
            });
    assertThat(lines).filteredOn(l -> l.contains("failed in a.onEvent")).hasSize(20);
    assertThat(lines).filteredOn(l -> l.contains("failed in b.onEvent")).hasSize(10);
    assertThat(lines)
        .filteredOn(l -> l.contains(" more in "))
        .hasSize(3)
        .anySatisfy(l -> assertThat(l).contains("14 more", "b.onEvent"));
  }

  /** Of programs, whose handlers belong to no agent, too; and of who looks on. */
  @Test
  void handlersOnTheBus_thatFailAgainAndAgain_areBoundedLikewise() throws Exception {
    List<String> lines =
        lines(
            "ERROR",
            builder -> {},
            p -> {},
            plane -> {
              plane
                  .bus()
                  .subscribe(
                      "topic",
                      String.class,
                      message -> {
                        throw new IOException("of the program");
                      });
              plane
                  .bus()
                  .tap(message -> {
                    throw new IllegalStateException("of the tap");
                  });
              for (int i = 0; i < 30; i++) {
                plane.bus().publish("topic", "m");
              }
            });
    assertThat(lines).filteredOn(l -> l.contains("belongs to no agent")).hasSize(10);
    assertThat(lines).filteredOn(l -> l.contains("a tap failed")).hasSize(10);
    assertThat(lines).filteredOn(l -> l.contains("20 more")).hasSize(2);
  }
}
