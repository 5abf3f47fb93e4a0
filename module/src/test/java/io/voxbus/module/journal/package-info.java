@NullMarked
package io.voxbus.module.journal;

import org.jspecify.annotations.NullMarked;
