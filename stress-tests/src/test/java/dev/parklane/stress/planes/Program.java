package dev.parklane.stress.planes;

import dev.parklane.runtime.AgentFailedException;
import dev.parklane.runtime.AgentRef;
import dev.parklane.runtime.MailboxFullException;
import dev.parklane.runtime.Plane;
import dev.parklane.stress.planes.GeneratedPlane.Move;
import dev.parklane.stress.planes.Noted.Answered;
import java.util.ArrayList;
import java.util.List;

/** What a program outside the agents sends, and what it knows of it. */
final class Program {
  private final String name;
  private final List<Letter> sent = new ArrayList<>();
  private final List<Answered> asked = new ArrayList<>();
  private int number;

  Program(String name) {
    this.name = name;
  }

  void move(Plane plane, Move move) throws InterruptedException {
    switch (move) {
      case Move.Send(int to, int lane, int energy) -> {
        Letter letter = letter(energy, Letter.command(to, lane));
        sent.add(letter);
        plane.agent(Role.uri(to)).command("c" + lane, letter);
      }
      case Move.Publish(String topic, int energy) -> {
        Letter letter = letter(energy, Letter.topic(topic));
        sent.add(letter);
        plane.bus().publish(topic, letter);
      }
      case Move.Ask(int to, int energy) -> ask(plane.agent(Role.uri(to)), to, energy);
      case Move.Stop(int to) -> plane.agent(Role.uri(to)).stop();
    }
  }

  private void ask(AgentRef agent, int to, int energy) throws InterruptedException {
    Letter letter = letter(energy, Letter.question(to));
    boolean well;
    try {
      well = agent.ask(GeneratedAgent.class, asks -> asks.asked(letter)).equals(letter);
    } catch (AgentFailedException | MailboxFullException e) {
      well = false;
    }
    asked.add(new Answered(letter, well));
  }

  private Letter letter(int energy, String to) {
    return new Letter(name, ++number, energy, to);
  }

  String name() {
    return name;
  }

  List<Letter> sent() {
    return sent;
  }

  List<Answered> asked() {
    return asked;
  }
}
