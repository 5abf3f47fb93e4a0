/** Puts faults into module and board, and finds out whether the scenarios notice. */
@NullMarked
package io.voxbus.hil.faults;

import org.jspecify.annotations.NullMarked;
