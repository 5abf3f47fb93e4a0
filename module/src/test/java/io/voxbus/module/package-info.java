@NullMarked
package io.voxbus.module;

import org.jspecify.annotations.NullMarked;
