package dev.parklane.stress.planes;

import java.util.List;

/** Runs the acts of a generated handler, and tells what it sees at its beginning and its end. */
final class Performer {
  /** What an act costs that might go on for ever where a link tells it again and again. */
  private static final int DEAR = 2;

  private final Stage stage;

  Performer(Stage stage) {
    this.stage = stage;
  }

  /**
   * Runs a handler.
   *
   * @param arguments what it was called with; read again at its end, to see that it has not changed
   */
  void handle(String name, Object arguments, int energy, List<Act> acts) throws Exception {
    stage.line("> " + name + arguments + stage.state());
    try {
      for (Act act : acts) {
        stage.touch();
        perform(act, energy);
      }
      stage.line("< " + name + arguments + stage.state());
    } catch (Exception e) {
      stage.line("! " + name + arguments + stage.state() + Boom.describe(e));
      throw e;
    }
  }

  private void perform(Act act, int energy) throws Exception {
    if (energy < cost(act)) {
      return;
    }
    int rest = energy - 1;
    switch (act) {
      case Act.Set set -> stage.set(set.lane(), rest);
      case Act.Put put -> stage.put(put.key(), rest);
      case Act.Remove remove -> stage.remove(remove.key());
      case Act.Clear clear -> stage.clear();
      case Act.Command command -> stage.command(command.lane(), rest);
      case Act.Send send -> stage.send(send.to(), send.lane(), rest);
      case Act.Publish publish -> stage.publish(publish.topic(), rest);
      case Act.Supply supply -> stage.supply(rest);
      case Act.Subscribe subscribe -> stage.subscribe(subscribe.slot());
      case Act.Close close -> stage.close(close.slot());
      case Act.Link link -> stage.link(link.join(), link.to());
      case Act.Unlink unlink -> stage.unlink(unlink.join(), unlink.to(), unlink.delete());
      case Act.Schedule schedule -> stage.schedule(schedule.form(), schedule.seconds(), rest);
      case Act.Cancel cancel ->
          stage.line("cancel " + cancel.index() + " " + stage.cancel(cancel.index()));
      case Act.Suspend suspend -> stage.suspend(suspend.fails(), rest);
      case Act.Ask ask -> {
        if (!stage.ask(ask.to(), rest)) {
          throw new Boom();
        }
      }
      case Act.Checkpoint checkpoint -> stage.line(stage.keep() ? "kept" : "refused to keep");
      case Act.Stop stop -> stage.halt();
      case Act.Fail fail -> throw new Boom();
      case Act.Swallow swallow -> {
        try {
          perform(swallow.act(), energy);
        } catch (Exception e) {
          stage.line("caught " + Boom.describe(e));
        }
      }
    }
  }

  private static int cost(Act act) {
    return switch (act) {
      case Act.Link link -> DEAR;
      case Act.Stop stop -> DEAR;
      case Act.Fail fail -> DEAR;
      case Act.Schedule s when s.form() == Act.Form.EVERY -> DEAR;
      case Act.Ask ask -> DEAR;
      case Act.Close close -> 0;
      case Act.Unlink unlink -> 0;
      case Act.Cancel cancel -> 0;
      case Act.Swallow swallow -> 0;
      default -> 1;
    };
  }
}
