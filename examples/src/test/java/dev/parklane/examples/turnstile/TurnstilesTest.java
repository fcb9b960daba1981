package dev.parklane.examples.turnstile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parklane.examples.Captured;
import dev.parklane.runtime.store.InMemoryStore;
import java.util.List;
import org.junit.jupiter.api.Test;

class TurnstilesTest {
  private final Captured out = new Captured();
  private final Captured err = new Captured();

  @Test
  void program_wholeDay_losesNobody() throws Exception {
    int code = Turnstiles.run(out, err);

    assertThat(err.lines()).isEmpty();
    assertThat(code).isZero();
    assertThat(out.lines())
        .contains(
            "  08:00:02  /turnstile/museum/4 jams: ticket 561 is bent; its count is 39, as before",
            "  08:01:32  /turnstile/museum/4 is back with 39; 2 people have waited, and pass",
            "  at night 0 are there; asked for their counts, all come back",
            "  3,000 people have come, 1 was refused, 2,999 are counted",
            "  checked: nobody is lost");
  }

  @Test
  void program_twice_printsTheSame() throws Exception {
    Captured again = new Captured();

    Turnstiles.run(out, err);
    Turnstiles.run(again, err);

    assertThat(again.text()).isEqualTo(out.text());
  }

  @Test
  void program_withoutAStore_tellsWhoIsLostAndExitsWithOne() throws Exception {
    int code = Turnstiles.run(Crowd.of(1), null, out, err);

    assertThat(code).isEqualTo(1);
    assertThat(err.lines())
        .contains("people in all: counted 0, and 2999 it has to be")
        .anyMatch(line -> line.startsWith("/turnstile/harbour/1 has come with Count[passes=0,"));
    assertThat(out.text()).doesNotContain("checked");
  }

  @Test
  void program_nobodyComes_losesNobody() throws Exception {
    int code = Turnstiles.run(new Crowd(List.of()), new InMemoryStore(), out, err);

    assertThat(code).isZero();
  }
}
