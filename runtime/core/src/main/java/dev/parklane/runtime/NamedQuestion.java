package dev.parklane.runtime;

import java.util.Objects;

/** A question that was given a name. */
record NamedQuestion<A extends Agent, R>(String name, Question<? super A, ? extends R> question)
    implements Named, Question<A, R> {
  NamedQuestion {
    Named.requireName(name, "a question");
    Objects.requireNonNull(question, "question");
  }

  @Override
  public R answer(A agent) throws Exception {
    return question.answer(agent);
  }
}
