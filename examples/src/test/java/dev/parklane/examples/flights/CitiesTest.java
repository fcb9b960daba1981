package dev.parklane.examples.flights;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CitiesTest {
  private final Cities cities = new Cities();

  @Test
  void city_nameOfTheAirportHasAComma_isTheCity() {
    assertThat(cities.of("BTR")).isEqualTo("Baton Rouge, LA");
  }

  @Test
  void city_codeThatIsNotListed_isEmpty() {
    assertThat(cities.of("XXX")).isEmpty();
  }
}
