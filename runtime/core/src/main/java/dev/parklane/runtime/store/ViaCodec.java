package dev.parklane.runtime.store;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Turns values into those of another type, which has a codec. */
record ViaCodec<A, B>(
    @Nullable Class<?> type, Codec<A> codec, Function<B, A> to, Function<A, B> from)
    implements Codec<B> {
  @Override
  public byte[] encode(B value) {
    return codec.encode(to.apply(value));
  }

  @Override
  public B decode(byte[] bytes) {
    A decoded = codec.decode(bytes);
    try {
      return from.apply(decoded);
    } catch (IllegalArgumentException e) {
      throw e;
    } catch (RuntimeException e) {
      IllegalArgumentException refused =
          Malformed.bytes("bytes that can be turned back", ByteText.of(bytes) + ", and then " + e);
      refused.initCause(e);
      throw refused;
    }
  }
}
