/** Broker, service and bridge as processes of their own, for runs that kill or measure them. */
@NullMarked
package io.voxbus.hil.process;

import org.jspecify.annotations.NullMarked;
