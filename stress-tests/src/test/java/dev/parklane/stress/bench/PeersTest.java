package dev.parklane.stress.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.LongConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The peers do what they are measured for. */
class PeersTest {
  @Test
  void observable_tellsAllWhoListen_andKeepsWhatItWas_once() {
    List<Integer> seen = new ArrayList<>();
    UndoEntries undo = new UndoEntries();
    Observable<Integer> observable = new Observable<>(undo, false, 0);
    observable.addListener(seen::add);
    observable.addListener(value -> seen.add(-value));

    observable.set(1);
    observable.set(2);

    assertThat(seen).containsExactly(1, -1, 2, -2);
    assertThat(undo.size()).isOne();
    undo.commit();
    observable.set(3);
    assertThat(undo.size()).isOne();
  }

  @Test
  void observable_thatKeepsEach_hasAnEntryForEveryWrite() {
    UndoEntries undo = new UndoEntries();
    Observable<Integer> observable = new Observable<>(undo, true, 0);

    for (int i = 0; i < 100; i++) {
      observable.set(i);
    }

    assertThat(undo.size()).isEqualTo(100);
    undo.commit();
    assertThat(undo.size()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"parked", "executor", "threads 2, throughput 100"})
  void loaded_tellsEachTimeOnce_inOrder(String name) throws InterruptedException {
    int sends = 100;
    CountDownLatch all = new CountDownLatch(sends);
    List<Long> told = new ArrayList<>(); // on one thread at a time
    LongConsumer handled =
        nanos -> {
          told.add(nanos);
          all.countDown();
        };
    Loaded loaded = Loaded.of(name, handled);
    for (long i = 0; i < sends; i++) {
      loaded.send(i);
    }
    all.await();
    loaded.stop();

    assertThat(told).hasSize(sends).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void handOff_endsInTheTurnOfTheFirst() throws InterruptedException {
    HandOffBenchmark.Where where = new HandOffBenchmark.Where();
    where.scheduler = Planes.schedulerHere();

    assertThat(new HandOffBenchmark().handOffAndBack(where)).isZero();
  }

  @Test
  void whatThereIsNot_isRefusedByName() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PekkoSystems.start(PekkoActor.create(), "none", "threads many"))
        .withMessageContaining("there is no setting 'threads many'");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Planes.builder(Planes.DEFAULT, "thrown"))
        .withMessageContaining("there is no dispatch 'thrown'");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Planes.builder("none", Planes.PARKED))
        .withMessageContaining("there is no scheduler 'none'");
  }
}
