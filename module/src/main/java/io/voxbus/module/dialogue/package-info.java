/**
 * Conversations: what was asked and is not answered yet, what a follow-up refers to, and what can
 * be undone. Knows calls, not vehicles: whether a call may be carried out is decided later.
 */
@NullMarked
package io.voxbus.module.dialogue;

import org.jspecify.annotations.NullMarked;
