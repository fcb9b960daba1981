package dev.parklane.runtime;

import dev.parklane.clock.TimeEvent;
import dev.parklane.clock.TimerSpec;
import dev.parklane.lanes.CommandLane;
import dev.parklane.lanes.ValueLane;
import dev.parklane.runtime.bus.Request;
import dev.parklane.runtime.bus.Subscription;
import dev.parklane.runtime.event.EventHandler;
import dev.parklane.runtime.event.Guest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An agent that runs the routines of a program: in Java, or by the functions of a guest that do the
 * same.
 */
final class Routines extends Agent {
  final ValueLane<Integer> budget = new ValueLane<>(this, "budget", 30);
  final ValueLane<Integer> a = new ValueLane<>(this, "a", 0);
  final ValueLane<Integer> b = new ValueLane<>(this, "b", 0);
  final CommandLane<Integer> run = new CommandLane<>(this, "run", Integer.class);

  private final List<List<Act>> program;
  private final Consumer<Object> note;
  private final @Nullable Guest guest;
  private final List<Subscription> handles = new ArrayList<>();
  private final EventHandler<Object> onMessage = EventHandler.owned(this::onMessage);

  /** One act of a routine. */
  public record Act(String kind, int number, String name) {}

  Routines(List<List<Act>> program, Consumer<Object> note, @Nullable Guest guest) {
    this.program = program;
    this.note = note;
    this.guest = guest;
    a.onEvent(n -> b.set(2 * n));
    b.onEvent(n -> note.accept("b " + n));
    if (guest == null) {
      run.onCommand(this::run);
    } else {
      guest.set("program", program);
      guest.set("note", note);
      run.onCommand(guest.<Integer>handler("run")::handle);
    }
  }

  @Override
  protected void onStart() throws Exception {
    if (guest != null) {
      guest.handler("begin").handle(uri());
    }
  }

  private void run(long index) throws Exception {
    int left = budget.get();
    if (left > 0) {
      budget.set(left - 1);
      for (Act act : program.get((int) (index % program.size()))) {
        perform(act.number(), act);
      }
    }
  }

  private void perform(int number, Act act) throws Exception {
    String name = act.name();
    switch (act.kind()) {
      case "set" -> {
        a.set(number);
        note.accept("b is " + b.get());
      }
      case "publish" -> bus().publish("t." + name, number);
      case "subscribe" ->
          handles.add(bus().subscribe("t." + name, Object.class, onMessage, number));
      case "subscribe all" -> handles.add(bus().subscribe("t.*", Object.class, onMessage));
      case "close" -> {
        if (!handles.isEmpty()) {
          handles.get(number % handles.size()).close();
        }
      }
      case "alert" -> clock().after(name, Duration.ofNanos(number), this::onTime);
      case "timer" ->
          clock()
              .timer(
                  name,
                  TimerSpec.every(Duration.ofNanos(number + 1))
                      .stopNanos(clock().nanos() + 3 * number + 3),
                  this::onTime);
      case "cancel" -> note.accept("cancel " + name + (clock().cancel(name) ? " yes" : " no"));
      case "after" -> after(Duration.ofNanos(number), this::onStep);
      case "command" -> agent(uri()).command("run", number);
      case "endpoint" -> bus().endpoint("e", Object.class, this::onRequest);
      case "request" ->
          bus()
              .request(
                  "e",
                  number,
                  Object.class,
                  Duration.ofNanos(5),
                  this::onAnswer,
                  why -> note.accept("refused"));
      case "fail" -> throw new IllegalStateException(name);
      default -> throw new AssertionError(act);
    }
  }

  private void onMessage(Object number) throws Exception {
    note.accept("message " + number);
    run((Integer) number);
  }

  private void onTime(TimeEvent event) throws Exception {
    note.accept(event.name() + " at " + event.scheduledNanos());
    run(event.scheduledNanos());
  }

  private void onStep() throws Exception {
    note.accept("step at " + clock().nanos());
    run(0);
  }

  private void onRequest(Request<Object> request) throws Exception {
    note.accept("asked " + request.value());
    run((Integer) request.value());
    request.answer((Integer) request.value() + 1);
  }

  private void onAnswer(Object number) throws Exception {
    note.accept("answer " + number);
    run((Integer) number);
  }
}
