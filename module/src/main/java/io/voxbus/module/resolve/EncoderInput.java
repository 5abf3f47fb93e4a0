package io.voxbus.module.resolve;

import io.voxbus.vehicle.Call;
import java.nio.LongBuffer;
import java.util.List;

/**
 * The encoder's input: {@code [CLS] text [SEP]}, or {@code [CLS] text [SEP] context [SEP]} with the
 * context in segment 1. It is filled anew for each text and belongs to one thread.
 */
final class EncoderInput {
  /**
   * In characters, far above what any input holds. Longer texts are not looked at: putting many
   * accents on one letter in order takes time that grows with the square of their number.
   */
  static final int LONGEST_TEXT = 10_000;

  private final WordPieceTokenizer tokenizer;
  private final LongBuffer ids;
  private final LongBuffer segments;
  private long segment;

  /**
   * @param maximumTokens the most pieces, special ones included
   */
  EncoderInput(WordPieceTokenizer tokenizer, int maximumTokens) {
    this.tokenizer = tokenizer;
    ids = DirectBuffers.longs(maximumTokens);
    segments = DirectBuffers.longs(maximumTokens);
  }

  /** What became of a text. */
  enum Filling {
    FILLED,
    /** The text has no piece. */
    EMPTY,
    /** The text has more pieces than fit, or more than {@link #LONGEST_TEXT} characters. */
    TOO_LONG
  }

  /**
   * Fills the input. A context that does not fit is cut at its end.
   *
   * @param context the calls of the turn before; empty without one
   */
  Filling fill(String text, List<Call> context) {
    ids.clear();
    segments.clear();
    segment = 0;
    put(tokenizer.begin());
    if (text.length() > LONGEST_TEXT || !tokenizer.tokenize(text, this::putPiece)) {
      return Filling.TOO_LONG;
    }
    boolean empty = ids.position() == 1;
    put(tokenizer.separator());
    if (!context.isEmpty() && hasRoomForPiece()) {
      fillContext(context);
    }
    ids.flip();
    segments.flip();
    return empty ? Filling.EMPTY : Filling.FILLED;
  }

  private void fillContext(List<Call> context) {
    segment = 1;
    tokenizer.tokenize(ContextWording.of(context), this::putPiece);
    put(tokenizer.separator());
  }

  private boolean putPiece(int id) {
    if (!hasRoomForPiece()) {
      return false;
    }
    put(id);
    return true;
  }

  /** A piece is always followed by a separator. */
  private boolean hasRoomForPiece() {
    return ids.remaining() > 1;
  }

  private void put(int id) {
    ids.put(id);
    segments.put(segment);
  }

  /** The ids of the pieces, from position to limit. */
  LongBuffer ids() {
    return ids;
  }

  /** The segment of each piece. */
  LongBuffer segments() {
    return segments;
  }

  /** How many pieces there are. */
  int size() {
    return ids.limit();
  }
}
