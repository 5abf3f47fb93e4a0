@NullMarked
package io.voxbus.module.speech;

import org.jspecify.annotations.NullMarked;
