/** The command {@code voxbus bench run}. */
@NullMarked
package io.voxbus.hil.bench;

import org.jspecify.annotations.NullMarked;
