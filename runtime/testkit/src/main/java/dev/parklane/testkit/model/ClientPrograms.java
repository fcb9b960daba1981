package dev.parklane.testkit.model;

import dev.parklane.testkit.Scenario;
import dev.parklane.testkit.Simulation;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Actions of a {@link Model} by several clients at once, each on a thread of its own. What they saw
 * has to be {@linkplain Linearizability linearizable} by the model. A client whose question the
 * crash of its plane has ended goes on with the next plane.
 *
 * @param <S> the type of the model's state
 */
public final class ClientPrograms<S> implements Scenario {
  private final Model<S> model;
  private final List<List<Call<S, ?, ?>>> clients;

  private ClientPrograms(Model<S> model, List<List<Call<S, ?, ?>>> clients) {
    this.model = model;
    this.clients = List.copyOf(clients);
  }

  /** These do not depend on the state. */
  static <S> ClientPrograms<S> of(Model<S> model, List<List<Deed.Draft<S>>> drafts) {
    return new ClientPrograms<>(
        model, drafts.stream().map(each -> calls(each, model.initial())).toList());
  }

  private static <S> List<Call<S, ?, ?>> calls(List<Deed.Draft<S>> drafts, S any) {
    return drafts.stream()
        .<@Nullable Call<S, ?, ?>>map(draft -> draft.in(any))
        .<Call<S, ?, ?>>map(Objects::requireNonNull)
        .toList();
  }

  @Override
  public void play(Simulation simulation) throws Exception {
    try (Planes planes = new Planes(simulation, model.plane(simulation))) {
      Session session = new Session(planes);
      Clients<S> all = Clients.of(simulation, model);
      for (int i = 0; i < clients.size(); i++) {
        List<Call<S, ?, ?>> calls = clients.get(i);
        all.client(name(i), client -> play(calls, client, session));
      }
      all.requireLinearizable();
      simulation.settle();
    }
  }

  private static <S> void play(List<Call<S, ?, ?>> calls, Client<S> client, Session session)
      throws Exception {
    for (Call<S, ?, ?> call : calls) {
      call.play(client, session);
    }
  }

  private static String name(int client) {
    return "client " + (client + 1);
  }

  /** Reads like {@code client 1: [add(1), get()]; client 2: [add(2)]}. */
  @Override
  public String toString() {
    return IntStream.range(0, clients.size())
        .mapToObj(i -> name(i) + ": " + clients.get(i))
        .collect(Collectors.joining("; "));
  }
}
