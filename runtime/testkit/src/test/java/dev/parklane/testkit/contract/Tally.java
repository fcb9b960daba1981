package dev.parklane.testkit.contract;

import dev.parklane.runtime.Agent;
import dev.parklane.runtime.CascadeAbortedException;
import dev.parklane.runtime.Lane;
import dev.parklane.runtime.LaneEvent;
import dev.parklane.runtime.LinkForm;
import dev.parklane.runtime.Observer;
import dev.parklane.runtime.Observers;
import dev.parklane.runtime.Step;
import dev.parklane.runtime.store.Codec;
import dev.parklane.runtime.store.Codecs;
import dev.parklane.runtime.store.SavedState;
import dev.parklane.runtime.store.StateChange;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A kind of lane that keeps every number it was given, and has one fault, or none. Its two events
 * are {@code onNumber} and {@code onTotal}.
 */
final class Tally extends Lane {
  private static final Codec<List<Integer>> CODEC = Codecs.lists(Codecs.INTEGER);
  private static final List<Integer> OF_ALL = new ArrayList<>(); // for HAS_ONE_STATE_FOR_ALL
  private static int declared; // for CHANGES_ITS_NAME

  private final @Nullable Fault fault;
  private final List<Integer> numbers;
  private final List<Integer> copy = new ArrayList<>(); // what others are told, where that is wrong
  private final List<Step> own = new ArrayList<>(); // handlers, for KEEPS_HANDLERS_OF_ITS_OWN
  private boolean late; // for TRIGGERS_LATER
  private @Nullable Codec<List<Integer>> codec;

  Tally(Agent agent, String name, @Nullable Fault fault) {
    super(agent, fault == Fault.CHANGES_ITS_NAME ? name + declared++ : name);
    this.fault = fault;
    numbers = fault == Fault.HAS_ONE_STATE_FOR_ALL ? OF_ALL : new ArrayList<>();
  }

  private boolean does(Fault what) {
    return fault == what;
  }

  Tally kept() {
    codec = CODEC;
    keepInStore();
    return this;
  }

  Tally asTransient() {
    if (!does(Fault.IS_KEPT_THOUGH_TRANSIENT)) {
      declareTransient();
    }
    return this;
  }

  Tally onNumber(Step handler) {
    if (does(Fault.KEEPS_HANDLERS_OF_ITS_OWN)) {
      own.add(handler);
    } else {
      observe("onNumber", 0, handler);
    }
    return this;
  }

  Tally onTotal(Step handler) {
    observe("onTotal", 1, handler);
    return this;
  }

  List<Integer> get() {
    List<Integer> before = List.copyOf(numbers);
    if (!does(Fault.READS_OUT_OF_TURN)) {
      reading();
    }
    if (does(Fault.READS_BEFORE_READING)) {
      return before;
    }
    return does(Fault.GIVES_ITS_OWN_LIST_AWAY) ? numbers : List.copyOf(numbers);
  }

  void add(int number) {
    if (does(Fault.CHANGES_BEFORE_CHANGING)) {
      numbers.add(number);
      changing();
    } else if (does(Fault.CHECKS_THE_READ_ONLY)) {
      reading();
    } else if (!does(Fault.FORGETS_CHANGING)) {
      changing();
    }
    if (does(Fault.CHANGES_AFTER_THE_TRIGGER)) {
      triggerAll();
    }
    List<Integer> before = List.copyOf(numbers);
    if (!does(Fault.CHANGES_BEFORE_CHANGING)
        && !(does(Fault.KEEPS_THE_FIRST_CHANGE_ONLY) && !numbers.isEmpty())) {
      numbers.add(number);
    }
    copy.add(number);
    if (does(Fault.PUBLISHES_AFTER_THE_TRIGGER)) {
      List<Integer> now = List.copyOf(numbers);
      triggerAll();
      publish(new LaneEvent.Value(now));
      return;
    }
    if (isFollowed() && !does(Fault.PUBLISHES_NOTHING)) {
      publish(new LaneEvent.Value(does(Fault.PUBLISHES_THE_STATE_BEFORE) ? before : forOthers()));
    }
    if (!does(Fault.CHANGES_AFTER_THE_TRIGGER)) {
      triggerAll();
    }
  }

  private List<Integer> forOthers() {
    return List.copyOf(does(Fault.KEEPS_A_COPY_FOR_OTHERS) ? copy : numbers);
  }

  private void triggerAll() {
    if (does(Fault.TRIGGERS_LATER)) {
      boolean now = late;
      late = true;
      if (!now) {
        return;
      }
    }
    own.forEach(Tally::runItself);
    Observers observers = observers();
    int size = observers.size();
    for (int i = 0;
        i < (does(Fault.TRIGGERS_WHO_CAME_MEANWHILE) ? observers().size() : size);
        i++) {
      if (isClosed() && !does(Fault.TRIGGERS_AFTER_CLOSE)) {
        return;
      }
      if (does(Fault.TRIGGERS_WHO_CAME_MEANWHILE)) {
        trigger(observers().get(i));
      } else {
        trigger(observers.get(does(Fault.TRIGGERS_BACKWARDS) ? size - 1 - i : i));
      }
    }
  }

  private void trigger(Observer observer) {
    Step handler = (Step) observer.handler();
    if (does(Fault.CALLS_HANDLERS_ITSELF)) {
      runItself(handler);
    } else {
      try {
        trigger(observer, handler::run);
      } catch (CascadeAbortedException e) {
        if (!does(Fault.HIDES_FAILURES)) {
          throw e;
        }
      }
    }
  }

  private static void runItself(Step handler) {
    try {
      handler.run();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public String kind() {
    return does(Fault.CHANGES_ITS_KIND) ? "tally of " + numbers.size() : "tally";
  }

  @Override
  protected Object state() {
    return does(Fault.GIVES_ITS_OWN_LIST_AS_STATE) ? numbers : List.copyOf(numbers);
  }

  @Override
  protected void restore(@Nullable Object state) {
    if (!does(Fault.FORGETS_RESTORE) && state != numbers) {
      numbers.clear();
      ((List<?>) state).forEach(number -> numbers.add((Integer) number));
    }
  }

  @Override
  protected @Nullable String refusesCommand(Object value) {
    return value instanceof Integer || does(Fault.TAKES_EVERY_COMMAND)
        ? null
        : "it takes numbers, and was sent " + value;
  }

  @Override
  protected void accept(Object value) {
    if (value instanceof Integer number && !does(Fault.DROPS_COMMANDS)) {
      add(number);
    }
  }

  @Override
  protected LinkForm linkForm() {
    return LinkForm.VALUE;
  }

  @Override
  protected @Nullable String refusesWrite(LaneEvent write) {
    return does(Fault.TAKES_EVERY_WRITE) ? null : super.refusesWrite(write);
  }

  @Override
  protected void acceptWrite(LaneEvent write) {
    if (write instanceof LaneEvent.Message && !does(Fault.DROPS_WRITES)) {
      super.acceptWrite(write);
    }
  }

  @Override
  protected void closing() {
    if (does(Fault.FAILS_TO_CLOSE)) {
      throw new IllegalStateException("a tally is for ever");
    }
  }

  private String keptUnder() {
    return does(Fault.SAVES_UNDER_ONE_NAME) ? "tally" : name();
  }

  @Override
  protected @Nullable String missingForStore() {
    return codec == null && !does(Fault.LACKS_NOTHING_FOR_THE_STORE)
        ? "nobody has asked for it with kept()"
        : null;
  }

  @Override
  protected void load(SavedState saved) {
    byte[] bytes = saved.value(keptUnder());
    if (codec != null && bytes != null) {
      numbers.clear();
      numbers.addAll(codec.decode(bytes));
      if (does(Fault.TRIGGERS_WHEN_LOADED)) {
        triggerAll();
      }
    }
  }

  @Override
  protected void save(LaneEvent event, Consumer<StateChange> to) {
    if (codec != null && !does(Fault.SAVES_NOTHING)) {
      List<Integer> now = forOthers();
      List<Integer> saved =
          does(Fault.SAVES_THE_LAST_ONLY) ? now.subList(now.size() - 1, now.size()) : now;
      to.accept(new StateChange.ValueSet(keptUnder(), codec.encode(saved)));
    }
  }
}
