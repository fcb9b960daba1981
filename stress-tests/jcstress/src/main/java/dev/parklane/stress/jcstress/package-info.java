/** Runs jcstress: what handlers on one carrier leave, handlers on another find, in full. */
@NullMarked
package dev.parklane.stress.jcstress;

import org.jspecify.annotations.NullMarked;
