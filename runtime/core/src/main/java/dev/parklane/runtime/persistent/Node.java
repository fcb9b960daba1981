package dev.parklane.runtime.persistent;

/** A part of a {@link RadixTrie}: a branch over smaller parts, or a leaf. */
sealed interface Node permits Branch, Bucket {}
