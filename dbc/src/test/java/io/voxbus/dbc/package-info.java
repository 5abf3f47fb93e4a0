@NullMarked
package io.voxbus.dbc;

import org.jspecify.annotations.NullMarked;
