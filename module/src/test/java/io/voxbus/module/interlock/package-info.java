@NullMarked
package io.voxbus.module.interlock;

import org.jspecify.annotations.NullMarked;
