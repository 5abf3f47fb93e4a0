/**
 * Decodes and checks what a speech recogniser heard. A message becomes an {@link
 * io.voxbus.module.speech.Utterance}, or a refusal that names its outcome on the wire; nothing here
 * throws on a sender's mistake.
 */
@NullMarked
package io.voxbus.module.speech;

import org.jspecify.annotations.NullMarked;
