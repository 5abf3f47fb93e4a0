/** Bench tests as code: a JUnit 5 extension with the verbs of scenarios. */
@NullMarked
package io.voxbus.bench.junit;

import org.jspecify.annotations.NullMarked;
