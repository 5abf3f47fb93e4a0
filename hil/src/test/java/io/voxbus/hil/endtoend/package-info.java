/** The service, the bridge and the model over real brokers, seen by a client of another make. */
@NullMarked
package io.voxbus.hil.endtoend;

import org.jspecify.annotations.NullMarked;
