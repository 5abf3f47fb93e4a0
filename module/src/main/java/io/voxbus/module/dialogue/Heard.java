package io.voxbus.module.dialogue;

import io.voxbus.vehicle.Call;
import java.util.List;
import java.util.Optional;

/** What an utterance is in its conversation, as far as that can be told without the model. */
public sealed interface Heard {

  /**
   * Something that the model has to read.
   *
   * @param context the calls that it may refer to
   * @param open the question that it may answer; empty when none was asked
   */
  record Words(List<Call> context, Optional<Question> open) implements Heard {}

  /**
   * A yes.
   *
   * @param calls what is to be carried out
   * @param confirmed whether the speaker was asked for leave, not only for the meaning
   */
  record Agreed(List<Call> calls, boolean confirmed) implements Heard {}

  /** A no, or a "never mind". */
  record Dropped() implements Heard {}

  /**
   * An answer that does not fit the question.
   *
   * @param question which is asked once more
   */
  record Unclear(Question question) implements Heard {}

  /**
   * A wish to have the last change taken back.
   *
   * @param calls what puts it back; empty when nothing was changed lately, or nobody knows what was
   *     before
   * @param changed whether anything was changed lately
   */
  record Undo(List<Call> calls, boolean changed) implements Heard {}
}
