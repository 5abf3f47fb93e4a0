package io.voxbus.module.dialogue;

import io.voxbus.module.speech.Utterance;
import io.voxbus.proto.v1.Seat;

/**
 * Whose turns belong together: a session, or a seat where no session is named.
 *
 * @param session the session; empty where none is named
 * @param seat the seat; unspecified where a session is named
 */
record Conversation(String session, Seat seat) {
  static Conversation of(Utterance utterance) {
    return utterance.session().isEmpty()
        ? new Conversation("", utterance.speaker())
        : new Conversation(utterance.session(), Seat.SEAT_UNSPECIFIED);
  }
}
