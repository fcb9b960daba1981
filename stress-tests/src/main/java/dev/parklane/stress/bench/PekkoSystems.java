package dev.parklane.stress.bench;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;

/** Actor systems of Apache Pekko, without a log, whose dispatcher is set and not left to chance. */
final class PekkoSystems {
  private static final Pattern SETTING = Pattern.compile("threads (\\d+), throughput (\\d+)");

  private PekkoSystems() {}

  /**
   * Starts a system.
   *
   * @param setting how many threads its dispatcher has, and how many messages an actor handles
   *     before another gets the thread, as in {@code threads 8, throughput 5}
   */
  static <M> ActorSystem<M> start(Behavior<M> guardian, String name, String setting) {
    return ActorSystem.create(
        guardian, name, dispatcher(setting).withFallback(ConfigFactory.load()));
  }

  private static Config dispatcher(String setting) {
    Matcher numbers = SETTING.matcher(setting);
    if (!numbers.matches()) {
      throw new IllegalArgumentException(
          "there is no setting '" + setting + "'; give one such as 'threads 8, throughput 5'");
    }
    return ConfigFactory.parseString(
        """
        pekko.loglevel = OFF
        pekko.actor.default-dispatcher {
          executor = "fork-join-executor"
          throughput = %2$s
          fork-join-executor {
            parallelism-min = %1$s
            parallelism-max = %1$s
          }
        }
        """
            .formatted(numbers.group(1), numbers.group(2)));
  }

  /** Ends a system, and waits until it has ended. */
  static void stop(ActorSystem<?> system) throws InterruptedException {
    CountDownLatch ended = new CountDownLatch(1);
    system.getWhenTerminated().whenComplete((done, failure) -> ended.countDown());
    system.terminate();
    ended.await();
  }
}
