package dev.parklane.runtime.store;

/** What stands behind the byte of a version. Both know of that byte only that it stands first. */
interface VersionedForm<T> {
  /** The bytes of a value behind a first one, which is left 0. */
  byte[] encode(T value);

  /** The value of the bytes behind the first one. There is a first one. */
  T decode(byte[] bytes);
}
