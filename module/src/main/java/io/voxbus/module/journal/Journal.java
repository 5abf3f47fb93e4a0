package io.voxbus.module.journal;

import io.voxbus.proto.v1.CommandResponse;
import io.voxbus.proto.v1.JournalRecord;

/** Notes how far each transcript has come, for the case that the process ends. */
public interface Journal {
  /** Notes nothing: what was under way when the process ends is forgotten. */
  Journal NONE =
      new Journal() {
        @Override
        public void begun(JournalRecord transcript) {}

        @Override
        public void ended(CommandResponse response) {}

        @Override
        public void answered(String transcriptId) {}

        @Override
        public boolean knows(String transcriptId) {
          return true;
        }
      };

  /**
   * A transcript's commands go out from now on.
   *
   * @param transcript the transcript's id, its results and what is needed to send its commands
   *     again; stage, time and number are the journal's to set
   */
  void begun(JournalRecord transcript);

  /** It is known what became of a transcript. */
  void ended(CommandResponse response);

  /** The broker has the transcript's response. */
  void answered(String transcriptId);

  /** Whether all is noted of a transcript, so far, that is noted at all. */
  boolean knows(String transcriptId);
}
