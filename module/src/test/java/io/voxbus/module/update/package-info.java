@NullMarked
package io.voxbus.module.update;

import org.jspecify.annotations.NullMarked;
