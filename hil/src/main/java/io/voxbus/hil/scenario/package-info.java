/** What test engineers write: scenarios in YAML, as values that a bench can run. */
@NullMarked
package io.voxbus.hil.scenario;

import org.jspecify.annotations.NullMarked;
