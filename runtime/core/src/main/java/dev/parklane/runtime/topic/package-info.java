/** The topics of messages, the patterns that match them, and who subscribes to which. */
@NullMarked
package dev.parklane.runtime.topic;

import org.jspecify.annotations.NullMarked;
