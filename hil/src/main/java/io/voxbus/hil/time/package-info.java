/** Moments that are kept by the monotonic clock, and how well they were. */
@NullMarked
package io.voxbus.hil.time;

import org.jspecify.annotations.NullMarked;
