package dev.parklane.runtime.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** E7: turns that do not end, as a watch sees them that looks at carriers again and again. */
class LongTurnsTest {
  private static final long EACH = LongTurns.LENT_NANOS / 2; // from one look to the next

  private final List<Long> told = new ArrayList<>();
  private final List<Seat> seats = List.of(new Seat(), new Seat());
  private final LongTurns turns = new LongTurns(seats);
  private long now;

  /** A carrier that does what a test says. */
  private static final class Seat implements LongTurns.Carrier {
    private @Nullable LockStepScheduler running;
    private int turns;

    private void runs(@Nullable LockStepScheduler agent) {
      turns++;
      running = agent;
    }

    @Override
    public @Nullable LockStepScheduler running() {
      return running;
    }

    @Override
    public int turns() {
      return turns;
    }
  }

  /** Is told of. */
  private final class Told extends NothingToDo {
    @Override
    public void keepsCarrier(long nanos) {
      told.add(nanos);
    }
  }

  private LockStepScheduler agent() {
    return new LockStepScheduler(new Told(), null, new StartedThreads());
  }

  /** So many looks later; how many carriers are missing then. */
  private int look(int times) {
    int missing = 0;
    for (int i = 0; i < times; i++) {
      missing = turns.look(now);
      now += EACH;
    }
    return missing;
  }

  @Test
  void carriersThatDoNotComeBack_areMissing_fromThenOn() {
    seats.getFirst().runs(agent());
    assertThat(look(2)).isZero();
    assertThat(look(1)).isEqualTo(1);
    seats.getLast().runs(agent());
    assertThat(look(2)).isEqualTo(1);
    assertThat(look(1)).isEqualTo(2);
    seats.getFirst().runs(null);
    assertThat(look(1)).isEqualTo(1);
  }

  @Test
  void turn_thatLasts_isToldOfOnce_howeverLong() {
    seats.getFirst().runs(agent());
    look(100);
    assertThat(told).containsExactly(LongTurns.TOLD_NANOS);
  }

  /** One agent again and again is no turn that lasts. */
  @Test
  void turns_ofOneAgent_oneAfterTheOther_areNotToldOf() {
    LockStepScheduler agent = agent();
    for (int i = 0; i < 100; i++) {
      seats.getFirst().runs(agent);
      assertThat(look(2)).isZero();
    }
    assertThat(told).isEmpty();
  }
}
