/**
 * What a spoken command can ask of the vehicle: the catalogue of functions, calls that cannot be
 * ill-formed, the output tokens of the model and the grammar of their sequences.
 */
@NullMarked
package io.voxbus.vehicle;

import org.jspecify.annotations.NullMarked;
