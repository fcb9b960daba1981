package dev.parklane.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parklane.runtime.Acknowledgement;
import dev.parklane.runtime.Delivery;
import dev.parklane.runtime.Follower;
import dev.parklane.runtime.Parcel;
import dev.parklane.runtime.Plane;
import dev.parklane.runtime.Residents;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Law Q2 in small: what breaks the contract of a delivery is found by it. */
@Timeout(120)
class DeliveryContractTest {
  /** A delivery that does what that of this process does, but for what a test lets it do wrong. */
  private static class Broken implements Delivery, AutoCloseable {
    final Residents right;

    Broken(Plane far) throws InterruptedException {
      right = new Residents(far);
    }

    @Override
    public boolean deliver(Parcel parcel, boolean mayWait) throws InterruptedException {
      return right.deliver(parcel, mayWait);
    }

    @Override
    public Following follow(String uri, String lane, boolean isSynced, Follower follower) {
      return right.follow(uri, lane, isSynced, follower);
    }

    @Override
    public void close() {
      right.close();
    }
  }

  abstract static class Case implements DeliveryContract {
    @Override
    public Duration patience() {
      return Duration.ofMillis(250);
    }
  }

  static final class DropsWhatFindsNoRoom extends Case {
    @Override
    public Delivery deliveryTo(Plane far) throws InterruptedException {
      return new Broken(far) {
        @Override
        public boolean deliver(Parcel parcel, boolean mayWait) throws InterruptedException {
          super.deliver(parcel, false);
          return true;
        }
      };
    }
  }

  static final class SwapsTwo extends Case {
    @Override
    public Delivery deliveryTo(Plane far) throws InterruptedException {
      AtomicReference<Parcel> held = new AtomicReference<>();
      return new Broken(far) {
        @Override
        public boolean deliver(Parcel parcel, boolean mayWait) throws InterruptedException {
          if (parcel.isAwaited() || !(parcel.content() instanceof Parcel.Command)) {
            return super.deliver(parcel, mayWait);
          }
          Parcel before = held.getAndSet(null);
          if (before == null) {
            held.set(parcel);
            return true;
          }
          return super.deliver(parcel, mayWait) && super.deliver(before, mayWait);
        }
      };
    }
  }

  static final class AcknowledgesAtOnce extends Case {
    @Override
    public Delivery deliveryTo(Plane far) throws InterruptedException {
      return new Broken(far) {
        @Override
        public boolean deliver(Parcel parcel, boolean mayWait) throws InterruptedException {
          parcel.acknowledge(new Acknowledgement.Handled());
          return super.deliver(parcel, mayWait);
        }
      };
    }
  }

  static final class NeverAcknowledges extends Case {
    @Override
    public Delivery deliveryTo(Plane far) throws InterruptedException {
      return new Broken(far) {
        @Override
        public boolean deliver(Parcel parcel, boolean mayWait) throws InterruptedException {
          return super.deliver(new Parcel(parcel.uri(), parcel.content()), mayWait);
        }
      };
    }
  }

  static final class TellsNoState extends Case {
    @Override
    public Delivery deliveryTo(Plane far) throws InterruptedException {
      return new Broken(far) {
        @Override
        public Following follow(String uri, String lane, boolean isSynced, Follower follower) {
          return super.follow(uri, lane, false, follower);
        }
      };
    }
  }

  static final class FollowsForEver extends Case {
    @Override
    public Delivery deliveryTo(Plane far) throws InterruptedException {
      return new Broken(far) {
        @Override
        public Following follow(String uri, String lane, boolean isSynced, Follower follower) {
          Following right = super.follow(uri, lane, isSynced, follower);
          return new Following() {
            @Override
            public void sync() {
              right.sync();
            }

            @Override
            public void close() {}
          };
        }
      };
    }
  }

  static final class SwallowsInterrupts extends Case {
    @Override
    public Delivery deliveryTo(Plane far) throws InterruptedException {
      return new Broken(far) {
        @Override
        public boolean deliver(Parcel parcel, boolean mayWait) throws InterruptedException {
          try {
            return super.deliver(parcel, mayWait);
          } catch (InterruptedException e) {
            return true;
          }
        }
      };
    }
  }

  @Test
  void deliveryThatDropsWhatFindsNoRoom_isFound() {
    assertThat(Checks.all(DropsWhatFindsNoRoom.class).failed())
        .contains(
            "commandsOfAProgram_arriveInOrder_E1_O3", "fullMailbox_isTold_andLosesNothing_O3");
  }

  @Test
  void deliveryThatSwapsTwo_isFound() {
    assertThat(Checks.all(SwapsTwo.class).failed())
        .contains("commandsOfAProgram_arriveInOrder_E1_O3");
  }

  @Test
  void deliveryThatAcknowledgesAtOnce_isFound() {
    assertThat(Checks.all(AcknowledgesAtOnce.class).failed())
        .contains("acknowledgement_tellsWhatBecameOfACommand_O1_O4");
  }

  @Test
  void deliveryThatNeverAcknowledges_isFound() {
    assertThat(Checks.all(NeverAcknowledges.class).failed())
        .contains("acknowledgement_tellsWhatBecameOfACommand_O1_O4");
  }

  @Test
  void deliveryThatTellsNoState_isFound() {
    assertThat(Checks.all(TellsNoState.class).failed())
        .contains("follower_isToldTheState_thenWhatTheLaneDoes_J1_J7");
  }

  @Test
  void deliveryThatFollowsForEver_isFound() {
    assertThat(Checks.all(FollowsForEver.class).failed())
        .contains("follower_isToldTheState_thenWhatTheLaneDoes_J1_J7");
  }

  @Test
  void deliveryThatSwallowsInterrupts_isFound() {
    assertThat(Checks.all(SwallowsInterrupts.class).failed())
        .contains("senderThatWaits_isInterrupted_andItsMessageIsNotTaken_O3");
  }
}
