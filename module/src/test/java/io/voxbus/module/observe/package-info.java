@NullMarked
package io.voxbus.module.observe;

import org.jspecify.annotations.NullMarked;
