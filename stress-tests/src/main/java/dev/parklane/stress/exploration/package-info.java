/** How explorations find errors of order: twenty that are planted, and who finds them how soon. */
@NullMarked
package dev.parklane.stress.exploration;

import org.jspecify.annotations.NullMarked;
