@NullMarked
package io.voxbus.module.reply;

import org.jspecify.annotations.NullMarked;
