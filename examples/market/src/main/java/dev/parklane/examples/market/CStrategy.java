package dev.parklane.examples.market;

import dev.parklane.runtime.event.EventHandler;
import dev.parklane.runtime.event.EventLayout;
import dev.parklane.runtime.event.NativeHandler;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;

/**
 * The strategy in C. Its function keeps what it knows in its user data, and says there what it
 * wants to hold: a function in C cannot park, so its agent writes the lane.
 */
final class CStrategy extends Strategy {
  private static final long CLOSES = SLOW * ValueLayout.JAVA_DOUBLE.byteSize();
  private static final long WANTED = CLOSES + ValueLayout.JAVA_INT.byteSize(); // behind "seen"
  private static final long SIZE = CLOSES + 2 * ValueLayout.JAVA_INT.byteSize();

  private final Path library;
  private final Arena arena = Arena.ofShared(); // each handler has a thread of its own

  CStrategy(Path library) {
    this.library = library;
  }

  @Override
  @SuppressWarnings("restricted") // to load a library is, as nothing checks what is in it
  protected void begin() {
    MemorySegment own = arena.allocate(SIZE, ValueLayout.JAVA_DOUBLE.byteAlignment());
    EventHandler<Bar> function =
        NativeHandler.of(
            SymbolLookup.libraryLookup(library, arena), "on_bar", EventLayout.of(Bar.class), own);
    bus().subscribe(Aggregator.TOPIC, Bar.class, bar -> onBar(bar, function, own));
  }

  private void onBar(Bar bar, EventHandler<Bar> function, MemorySegment own) throws Exception {
    clock().after("pause", PAUSE, event -> own.set(ValueLayout.JAVA_INT, CLOSES, 0)); // "seen"
    function.handle(bar);
    int wanted = own.get(ValueLayout.JAVA_INT, WANTED);
    if (wanted != signal().get()) {
      signal().set(wanted);
    }
  }

  @Override
  protected void onStop() {
    arena.close();
  }
}
