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
    assertThat(cities.state("XXX")).isEmpty();
  }

  @Test
  void state_ofAnAirport_isItsCode() {
    assertThat(cities.state("BTR")).contains("LA");
  }

  @Test
  void state_ofAnAirportThatIsListedWithoutOne_isEmpty() {
    assertThat(cities.state("MQT")).isEmpty();
  }
}
