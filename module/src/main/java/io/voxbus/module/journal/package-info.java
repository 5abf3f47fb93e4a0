/**
 * What must outlive the process: a small file that is only ever appended to, and what the service
 * writes into it so that commands that may be lost can go out again and no transcript is left
 * without an answer.
 */
@NullMarked
package io.voxbus.module.journal;

import org.jspecify.annotations.NullMarked;
