@NullMarked
package io.voxbus.module.dialogue;

import org.jspecify.annotations.NullMarked;
