@NullMarked
package io.voxbus.module.app;

import org.jspecify.annotations.NullMarked;
