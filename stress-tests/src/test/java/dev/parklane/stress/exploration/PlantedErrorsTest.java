package dev.parklane.stress.exploration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parklane.stress.Simulations;
import dev.parklane.testkit.Exploration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Q3: planted errors of order are found, and the page says how soon. */
@Timeout(300)
class PlantedErrorsTest {
  private static final Path PAGE =
      Path.of("").toAbsolutePath().getParent().resolve("runtime/testkit/README.md");

  /** Each is found by the exploration of all orders, which is complete. */
  @Test
  void allOrders_haveEachOfThem() {
    if (Simulations.areRefused(0)) {
      return;
    }
    assertThat(PlantedError.all()).hasSize(20);
    for (PlantedError error : PlantedError.all()) {
      Exploration all = Exploration.of(error.scenario()).all(PlantedErrors.MOST);
      assertThat(all.complete()).as(error.name()).isTrue();
      assertThat(all.superfluous()).as(error.name()).isLessThanOrEqualTo(all.runs() / 20);
      assertThat(all.failed()).as(error.name()).isPositive();
    }
  }

  /** The table follows from seeds: that of the page is what it comes to. */
  @Test
  void tableOfThePage_isThatOfTheRun() throws IOException {
    if (Simulations.areRefused(0)) {
      return;
    }
    List<String> table = PlantedErrors.table(PlantedError.all());
    assertThat(Files.readString(PAGE)).contains(String.join("\n", table) + "\n");
  }
}
