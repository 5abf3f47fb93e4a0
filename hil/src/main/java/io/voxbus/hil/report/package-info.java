/** Reports of a run of scenarios, for people and for programs. */
@NullMarked
package io.voxbus.hil.report;

import org.jspecify.annotations.NullMarked;
