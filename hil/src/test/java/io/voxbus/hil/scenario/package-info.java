/** The whole way over a broker: transcripts in, commands, frames and responses out. */
@NullMarked
package io.voxbus.hil.scenario;

import org.jspecify.annotations.NullMarked;
