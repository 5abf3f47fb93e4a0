/**
 * The one gate before the wire: deny by default. What did not pass it cannot be encoded.
 *
 * <p>Functions are data, interlocks are code: {@link io.voxbus.module.interlock.InterlockTable}
 * lists every function with its interlocks, and each interlock is a class of its own.
 */
@NullMarked
package io.voxbus.module.interlock;

import org.jspecify.annotations.NullMarked;
