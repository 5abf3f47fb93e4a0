/**
 * Reads DBC files, puts signal values into payloads and reads them back.
 *
 * <p>Stands alone: it knows nothing of vehicle functions, of boards or of a bus.
 */
@NullMarked
package io.voxbus.dbc;

import org.jspecify.annotations.NullMarked;
