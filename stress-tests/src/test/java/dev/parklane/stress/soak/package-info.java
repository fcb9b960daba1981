/**
 * Random agents under random load for as long as asked, round after round, each round checked: no
 * message lost, no law broken, no heap and no thread left over. {@code mvn verify -Psoak} runs
 * {@link Soak}.
 */
@NullMarked
package dev.parklane.stress.soak;

import org.jspecify.annotations.NullMarked;
