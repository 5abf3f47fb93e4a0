/**
 * From what was said to what this car is asked: fills in places, units, words and defaults from the
 * speaker's seat and the board's facts, and refuses what the board does not have.
 */
@NullMarked
package io.voxbus.module.ground;

import org.jspecify.annotations.NullMarked;
