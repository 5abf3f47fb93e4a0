@NullMarked
package io.voxbus.module.can;

import org.jspecify.annotations.NullMarked;
