@NullMarked
package io.voxbus.canbridge;

import org.jspecify.annotations.NullMarked;
