package dev.parklane.testkit.recorded;

import java.util.List;

/** What came to a plane from outside, as something tells that has kept it: a trace, a journal. */
public interface Inputs {
  /**
   * {@return all that can be sent again, in order of time; where times are equal or not known what
   * has one receiver is in its order}
   */
  List<Input> all();

  /** {@return what is known to have come and cannot be sent again, and why, in words} */
  List<String> others();
}
