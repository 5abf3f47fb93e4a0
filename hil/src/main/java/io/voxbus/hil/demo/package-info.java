/** The command line of the test bench and its demonstration: a sentence in, frames out. */
@NullMarked
package io.voxbus.hil.demo;

import org.jspecify.annotations.NullMarked;
