/** The service as a whole: configuration, wiring and the commands of the terminal. */
@NullMarked
package io.voxbus.module.app;

import org.jspecify.annotations.NullMarked;
