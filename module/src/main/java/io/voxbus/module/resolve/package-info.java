/**
 * Text to function calls: the model bundle, the WordPiece tokenizer, the ONNX Runtime sessions and
 * the greedy decoding under the catalogue's grammar. What comes out is what was said, before
 * anything of the car is known.
 */
@NullMarked
package io.voxbus.module.resolve;

import org.jspecify.annotations.NullMarked;
