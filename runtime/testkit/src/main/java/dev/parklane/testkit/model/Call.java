package dev.parklane.testkit.model;

import org.jspecify.annotations.Nullable;

/** An action with its argument, as a program does it. */
record Call<S, A, R extends @Nullable Object>(Deed<S, A, R> deed, A argument)
    implements Operation<S, R> {
  boolean isPossible(S state) {
    return deed.when().test(state, argument);
  }

  @Override
  public Outcome<S, R> on(S before) {
    return deed.model().apply(before, argument);
  }

  @Override
  public boolean allows(S before, R answer) {
    try {
      check(before, answer);
      return true;
    } catch (AssertionError e) {
      return false;
    }
  }

  /**
   * Compares an answer.
   *
   * @throws AssertionError where it is not what the model allows
   */
  void check(S before, R answer) {
    ActionTaking.Check<S, A, R> check = deed.check();
    if (check != null) {
      check.check(before, argument, answer);
    } else if (!Operation.super.allows(before, answer)) {
      throw at(
          new AssertionError(
              "%s was answered %s, and the model answers %s"
                  .formatted(this, answer, on(before).answer())));
    }
  }

  /** So that a reader sees first where the test says what the action does. */
  private AssertionError at(AssertionError error) {
    StackTraceElement[] trace = error.getStackTrace();
    StackTraceElement[] with = new StackTraceElement[trace.length + 1];
    with[0] = deed.kind().place();
    System.arraycopy(trace, 0, with, 1, trace.length);
    error.setStackTrace(with);
    return error;
  }

  /** Does it alone, and waits until nothing of it is under way. */
  Told<S> play(S before, Session session) throws Exception {
    String answered = "";
    switch (deed.real()) {
      case Deed.Asks<A, R>(ActionTaking.Question<A, R> question) -> {
        R answer = question.ask(session, argument);
        check(before, answer);
        answered = " -> " + answer;
      }
      case Deed.Does<A, R>(ActionTaking.Body<A> body) -> body.run(session, argument);
      case Deed.Restarts<A, R>(ActionTaking.Body<A> body) -> body.run(session, argument);
    }
    session.settle();
    return new Told<>(on(before).next(), answered);
  }

  /** Does it among others. */
  void play(Client<S> client, Session session) throws Exception {
    switch (deed.real()) {
      case Deed.Asks<A, R>(ActionTaking.Question<A, R> question) ->
          client.asks(this, () -> question.ask(session, argument));
      case Deed.Does<A, R>(ActionTaking.Body<A> body) ->
          client.sends(this, () -> body.run(session, argument));
      case Deed.Restarts<A, R>(ActionTaking.Body<A> body) ->
          client.tells(this, () -> body.run(session, argument));
    }
  }

  /**
   * What came of it.
   *
   * @param next the state of the model
   * @param answered what was answered, in words
   */
  record Told<S>(S next, String answered) {}

  @Override
  public String toString() {
    return deed.kind().name() + "(" + (deed.kind().isShown() ? argument : "") + ")";
  }
}
