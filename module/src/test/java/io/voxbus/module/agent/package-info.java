@NullMarked
package io.voxbus.module.agent;

import org.jspecify.annotations.NullMarked;
