/** What the fuzz targets share. Each target stands in the package of the parser that it feeds. */
@NullMarked
package io.voxbus.fuzz;

import org.jspecify.annotations.NullMarked;
