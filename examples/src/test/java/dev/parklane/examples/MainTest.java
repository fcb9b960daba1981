package dev.parklane.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MainTest {
  private final PrintStream standardOut = System.out;
  private final PrintStream standardErr = System.err;
  private final Captured out = new Captured();
  private final Captured err = new Captured();

  @BeforeEach
  void capture() {
    System.setOut(out);
    System.setErr(err);
  }

  @AfterEach
  void release() {
    System.setOut(standardOut);
    System.setErr(standardErr);
  }

  @Test
  void names_threeAreSent_eachLengthCountsTheNameJustAdded() throws Exception {
    int code = Main.run("names");

    assertThat(out.lines())
        .containsExactly("1 names so far", "2 names so far", "3 names so far", "The list has 3");
    assertThat(code).isZero();
  }

  @Test
  void example_unknownName_isToldWithTheNamesThatThereAre() throws Exception {
    int code = Main.run("flihgts");

    assertThat(err.lines())
        .containsExactly(
            "there is no example 'flihgts'; give one of these: cart, composed, counter, elsewhere, flights, follow, last, market, names, saga, shop, trace, turnstile");
    assertThat(code).isEqualTo(2);
  }

  @Test
  void example_thatIsAModuleOfItsOwn_isToldWithItsProgram() throws Exception {
    int code = Main.run("market");

    assertThat(err.text()).contains("run dev.parklane.examples.market.Market, or mvn");
    assertThat(code).isEqualTo(2);
  }
}
