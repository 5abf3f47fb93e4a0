/** Records what goes over a broker and a bus, and plays it to a device again. */
@NullMarked
package io.voxbus.hil.tape;

import org.jspecify.annotations.NullMarked;
