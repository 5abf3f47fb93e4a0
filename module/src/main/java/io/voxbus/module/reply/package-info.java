/** Says what became of a transcript: as a message for programs, and as a sentence for people. */
@NullMarked
package io.voxbus.module.reply;

import org.jspecify.annotations.NullMarked;
