@NullMarked
package io.voxbus.module.bridge;

import org.jspecify.annotations.NullMarked;
