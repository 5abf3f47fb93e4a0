/**
 * From a cleared call to CAN frames: reads DBC files and a board's mapping, and encodes.
 *
 * <p>The DBC reader stands on its own: it knows nothing of calls, and the bench decodes frames with
 * it.
 */
@NullMarked
package io.voxbus.module.can;

import org.jspecify.annotations.NullMarked;
