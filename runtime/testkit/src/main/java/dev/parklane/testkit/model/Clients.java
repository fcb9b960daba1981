package dev.parklane.testkit.model;

import dev.parklane.testkit.Simulation;

/**
 * Several clients of what a model describes, each a {@linkplain Simulation#program program} of a
 * simulation, and the history of what they saw. For a scenario.
 *
 * <pre>{@code
 * RegisterModel<Integer> register = new RegisterModel<>(0);
 * Clients.of(simulation, register)
 *     .client("ann", ann -> ann.tells(register.write(1), () -> ask(plane, it -> it.write(1))))
 *     .client("bob", bob -> bob.asks(register.read(), () -> ask(plane, Register::read)))
 *     .requireLinearizable();
 * }</pre>
 *
 * @param <S> the type of the model's state
 */
public final class Clients<S> {
  private final Simulation simulation;
  private final SequentialModel<S> model;
  private final Recording<S> recording = new Recording<>();

  private Clients(Simulation simulation, SequentialModel<S> model) {
    this.simulation = simulation;
    this.model = model;
  }

  /**
   * Of a simulation; no client yet.
   *
   * @param <S> the type of the model's state
   * @param simulation has the plane that they ask
   * @param model what their history is held to
   * @return a new one, with an empty history
   */
  public static <S> Clients<S> of(Simulation simulation, SequentialModel<S> model) {
    return new Clients<>(simulation, model);
  }

  /**
   * What a client does.
   *
   * @param <S> the type of the model's state
   */
  @FunctionalInterface
  public interface Program<S> {
    /**
     * Runs once, on a thread of its own.
     *
     * @param client asks, and notes it
     * @throws Exception what fails the scenario
     */
    void run(Client<S> client) throws Exception;
  }

  /**
   * Begins a client.
   *
   * @param name of its thread, and in the history
   * @param program what it does, one operation after the other
   * @return these clients
   */
  public Clients<S> client(String name, Program<S> program) {
    Client<S> client = new Client<>(name, simulation, recording);
    simulation.program(name, () -> program.run(client));
    return this;
  }

  /**
   * What they have seen so far.
   *
   * @return a copy
   */
  public History<S> history() {
    return recording.history();
  }

  /**
   * Waits until every program has ended, and checks what they saw.
   *
   * @throws AssertionError where a program has failed, or the history is not {@linkplain
   *     Linearizability linearizable}
   * @throws IllegalStateException where too many operations overlap to look through
   */
  public void requireLinearizable() {
    simulation.awaitPrograms();
    Linearizability.require(history(), model);
  }
}
