@NullMarked
package io.voxbus.module.ground;

import org.jspecify.annotations.NullMarked;
