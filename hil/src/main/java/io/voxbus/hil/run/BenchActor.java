package io.voxbus.hil.run;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.voxbus.hil.scenario.Action;
import io.voxbus.hil.scenario.Step;
import io.voxbus.proto.v1.Transcript;
import java.util.LinkedHashMap;
import java.util.Map;

/** Carries out what steps do to a bench, and knows which transcripts it said. */
final class BenchActor implements Course.Actor {
  private final Bench bench;
  private final String id;
  private final Map<String, Long> said = new LinkedHashMap<>();
  private final Map<String, String> transcripts = new LinkedHashMap<>();

  /**
   * Has said nothing yet.
   *
   * @param id what the ids of its transcripts begin with; unique
   */
  BenchActor(Bench bench, String id) {
    this.bench = bench;
    this.id = id;
  }

  @Override
  public Future<Void> act(Step step) {
    if (step.action() instanceof Action.Say say) {
      return say(step, say);
    }
    if (step.action() instanceof Action.Send send) {
      return bench.publish(
          send.topic(), Buffer.buffer(send.payload().toByteArray()), send.retained());
    }
    if (step.action() instanceof Action.State state) {
      return bench.change(state.values());
    }
    Action.Inject inject = (Action.Inject) step.action();
    return bench.inject(inject.fault(), inject.by());
  }

  /** The ids of its transcripts, and when each was said first, by {@link System#nanoTime}. */
  Map<String, Long> said() {
    return said;
  }

  /** Whether something belongs to its transcripts, or to nobody's. */
  boolean concerns(Seen seen) {
    return seen.what().id().isEmpty() || seen.what().id().startsWith(id);
  }

  private Future<Void> say(Step step, Action.Say say) {
    String transcriptId =
        say.repeatOf().map(transcripts::get).orElseGet(() -> id + (said.size() + 1));
    transcripts.put(step.id(), transcriptId);
    Transcript transcript = transcript(transcriptId, say);
    said.putIfAbsent(transcriptId, System.nanoTime());
    return say.details().json()
        ? bench.publish("transcript/json", Buffer.buffer(json(transcript)), false)
        : bench.publish("transcript", Buffer.buffer(transcript.toByteArray()), false);
  }

  private Transcript transcript(String transcriptId, Action.Say say) {
    Action.Say.Details details = say.details();
    Transcript.Builder transcript =
        Transcript.newBuilder()
            .setId(transcriptId)
            .setText(say.text())
            .setSpeaker(details.seat())
            .setLocale(details.locale())
            .setSession(details.session().isEmpty() ? id : details.session())
            .setSpokenAtMs(System.currentTimeMillis() - details.age().toMillis())
            .addAllAlternatives(details.alternatives());
    details.confidence().ifPresent(transcript::setConfidence);
    return transcript.build();
  }

  private static String json(Transcript transcript) {
    try {
      return JsonFormat.printer().print(transcript);
    } catch (InvalidProtocolBufferException impossible) {
      throw new IllegalStateException("a transcript has a JSON form", impossible);
    }
  }
}
