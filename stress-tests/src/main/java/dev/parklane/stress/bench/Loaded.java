package dev.parklane.stress.bench;

import dev.parklane.lanes.CommandLane;
import dev.parklane.lanes.ValueLane;
import dev.parklane.runtime.Agent;
import dev.parklane.runtime.AgentRef;
import dev.parklane.runtime.Plane;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.LongConsumer;
import org.apache.pekko.actor.typed.ActorSystem;

/** What is put under load: it is sent a time, and tells it from the handler that this triggers. */
interface Loaded {
  /** Sends. The caller may have to wait for room. */
  void send(long nanos);

  /** Ends it. */
  void stop() throws InterruptedException;

  /** What is meant by a name: a dispatch, {@code executor}, or a setting of Pekko's dispatcher. */
  static Loaded of(String name, LongConsumer handled) {
    return switch (name) {
      case "executor" -> new OnExecutor(handled);
      case String setting when setting.startsWith("threads") -> new OnPekko(setting, handled);
      default -> new OnPlane(name, handled);
    };
  }

  /** An agent whose command sets a lane with one observer. */
  final class OnPlane implements Loaded {
    private final Plane plane;
    private final AgentRef agent;

    private static final class Teller extends Agent {
      private final ValueLane<Long> last = new ValueLane<>(this, "last", 0L);

      Teller(LongConsumer handled) {
        new CommandLane<Long>(this, "add").onCommand(last::set);
        last.onEvent(handled::accept);
      }
    }

    private OnPlane(String dispatch, LongConsumer handled) {
      plane =
          Planes.builder(Planes.schedulerHere(), dispatch)
              .route("/teller", () -> new Teller(handled))
              .start();
      agent = plane.agent("/teller");
    }

    @Override
    public void send(long nanos) {
      agent.command("add", nanos);
    }

    @Override
    public void stop() {
      plane.close();
    }
  }

  /** An actor that tells its child. */
  final class OnPekko implements Loaded {
    private final LongConsumer handled;
    private final ActorSystem<PekkoActor.Message> system;

    private OnPekko(String setting, LongConsumer handled) {
      this.handled = handled;
      system = PekkoSystems.start(PekkoActor.create(), "loaded", setting);
    }

    @Override
    public void send(long nanos) {
      system.tell(new PekkoActor.ForChild(new PekkoActor.TimedStep(nanos, handled)));
    }

    @Override
    public void stop() throws InterruptedException {
      PekkoSystems.stop(system);
    }
  }

  /** An executor with one thread that sets a value with an undo entry and one who listens. */
  final class OnExecutor implements Loaded {
    private final ExecutorService executor = Executors.newSingleThreadExecutor();
    private final UndoEntries undo = new UndoEntries();
    private final Observable<Long> last = new Observable<>(undo, false, 0L);

    private OnExecutor(LongConsumer handled) {
      last.addListener(handled::accept);
    }

    @Override
    public void send(long nanos) {
      Long value = nanos;
      executor.execute(() -> {
        last.set(value);
        undo.commit();
      });
    }

    @Override
    public void stop() {
      executor.close();
    }
  }
}
