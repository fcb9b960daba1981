package dev.parklane.runtime.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What the door to the JDK says of itself, opened and closed. */
class JdkVirtualThreadsTest {
  private static final boolean OPENED = "lock-step".equals(System.getProperty("parklane.expect"));

  @Test
  void flag_namesThisModule() {
    assertThat(JdkVirtualThreads.flag()).isEqualTo("--add-opens java.base/java.lang=ALL-UNNAMED");
    assertThat(JdkVirtualThreads.whyClosed().isEmpty()).isEqualTo(OPENED);
  }
}
