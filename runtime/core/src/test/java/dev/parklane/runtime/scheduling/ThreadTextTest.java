package dev.parklane.runtime.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Law E8: an error names the thread, also one that nobody has named. */
class ThreadTextTest {
  @Test
  void namedThread_isCalledByItsName() {
    assertThat(ThreadText.of(Thread.ofVirtual().name("http-7").unstarted(() -> {})))
        .isEqualTo("thread 'http-7'");
    assertThat(ThreadText.of(Thread.ofPlatform().name("http-8").unstarted(() -> {})))
        .isEqualTo("thread 'http-8'");
  }

  @Test
  void unnamedThread_isCalledByItsKindAndNumber() {
    Thread virtual = Thread.ofVirtual().unstarted(() -> {});
    assertThat(ThreadText.of(virtual)).isEqualTo("unnamed virtual thread #" + virtual.threadId());
    Thread platform = Thread.ofPlatform().name(" ").unstarted(() -> {});
    assertThat(ThreadText.of(platform)).isEqualTo("unnamed thread #" + platform.threadId());
  }
}
