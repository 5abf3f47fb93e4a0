package io.voxbus.module.speech;

import io.voxbus.proto.v1.Alternative;
import io.voxbus.proto.v1.Transcript;
import java.util.Optional;

/** Signs transcripts for one vehicle, and checks their signatures. */
public final class TranscriptSigning {
  private final SigningKeys keys;
  private final String vehicle;

  /**
   * @param keys what recogniser and service share
   * @param vehicle the vehicle's name in the topics
   */
  public TranscriptSigning(SigningKeys keys, String vehicle) {
    this.keys = keys;
    this.vehicle = vehicle;
  }

  /** The same transcript, signed. */
  public Transcript sign(Transcript transcript) {
    return transcript.toBuilder()
        .setKeyId(keys.signer())
        .setSignature(keys.sign(canonical(transcript)))
        .build();
  }

  /**
   * What speaks against taking a transcript for the recogniser's own.
   *
   * @return a line for its sender with the cause and the mend; empty when it is well signed. Does
   *     not tell whether it came before
   */
  Optional<String> fault(Transcript transcript) {
    if (transcript.getSignature().isEmpty()) {
      return Optional.of("unsigned; set signature and key_id, which the Hermes form cannot carry");
    }
    if (!keys.verify(transcript.getKeyId(), canonical(transcript), transcript.getSignature())) {
      return Optional.of("not signed by a key of this service, for another vehicle, or altered");
    }
    // Without it, it would be fresh whenever it is sent again.
    return transcript.getSpokenAtMs() == 0
        ? Optional.of("signed without a time; set spoken_at_ms")
        : Optional.empty();
  }

  private byte[] canonical(Transcript transcript) {
    CanonicalBytes bytes =
        new CanonicalBytes(Transcript.getDescriptor().getFullName(), vehicle)
            .text(transcript.getId())
            .text(transcript.getText());
    confidence(bytes, transcript.hasConfidence(), transcript.getConfidence())
        .text(transcript.getLocale())
        .integer(transcript.getSpeakerValue())
        .text(transcript.getSession())
        .integer(transcript.getSpokenAtMs());
    end(bytes, transcript).integer(transcript.getAlternativesCount());
    for (Alternative alternative : transcript.getAlternativesList()) {
      confidence(
          bytes.text(alternative.getText()),
          alternative.hasConfidence(),
          alternative.getConfidence());
    }
    return bytes.toByteArray();
  }

  private static CanonicalBytes confidence(CanonicalBytes bytes, boolean given, double value) {
    return given ? bytes.real(value) : bytes.absent();
  }

  private static CanonicalBytes end(CanonicalBytes bytes, Transcript transcript) {
    return transcript.hasFinal() ? bytes.integer(transcript.getFinal() ? 1 : 0) : bytes.absent();
  }
}
