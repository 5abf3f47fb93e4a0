package io.voxbus.hil.tape;

import com.google.protobuf.InvalidProtocolBufferException;
import io.voxbus.hil.run.Seen;
import io.voxbus.hil.run.Told;
import io.voxbus.proto.v1.CommandResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What was answered to transcripts, then and now; an answer is what is done, not the words. */
final class Answers {
  private final Map<String, CommandResponse> then = new LinkedHashMap<>();
  private final Map<String, CommandResponse> now = new LinkedHashMap<>();
  private final Set<String> said = new LinkedHashSet<>();

  /** Those of a recording, by the ids that its transcripts will have. */
  Answers(Tape tape, String prefix) {
    for (Entry entry : tape.entries()) {
      if (entry.topic().equals("response")) {
        read(entry).ifPresent(each -> then.putIfAbsent(prefix + each.getTranscriptId(), each));
      }
    }
  }

  synchronized void said(String id) {
    said.add(id);
  }

  /** Something was seen now. */
  synchronized void hear(Seen seen) {
    if (seen.what() instanceof Seen.Answered answered) {
      now.putIfAbsent(answered.response().getTranscriptId(), answered.response());
      notifyAll();
    }
  }

  /** Whether a transcript was answered, at the latest at a moment by {@link System#nanoTime}. */
  synchronized boolean await(String id, long until) throws InterruptedException {
    for (long left = until - System.nanoTime();
        !now.containsKey(id) && left > 0;
        left = until - System.nanoTime()) {
      wait(left / 1_000_000 + 1);
    }
    return now.containsKey(id);
  }

  synchronized Set<String> unanswered() {
    Set<String> open = new LinkedHashSet<>(said);
    open.removeAll(now.keySet());
    return open;
  }

  /** How many transcripts were said. */
  synchronized int count() {
    return said.size();
  }

  /** What was answered otherwise than then, each a line. */
  synchronized List<String> differences() {
    List<String> lines = new ArrayList<>();
    now.forEach(
        (id, answer) ->
            Optional.ofNullable(then.get(id))
                .filter(before -> !shape(before).equals(shape(answer)))
                .map(before -> "%s: then %s, now %s".formatted(id, told(before), told(answer)))
                .ifPresent(lines::add));
    return lines;
  }

  private static String told(CommandResponse response) {
    return Told.of(new Seen.Answered(response));
  }

  private static String shape(CommandResponse response) {
    StringBuilder shape = new StringBuilder(response.getOutcome().name());
    response
        .getResultsList()
        .forEach(
            call ->
                shape
                    .append(' ')
                    .append(call.getFunction())
                    .append(' ')
                    .append(call.getState())
                    .append(' ')
                    .append(call.getRule()));
    return shape.toString();
  }

  private static Optional<CommandResponse> read(Entry entry) {
    try {
      return Optional.of(CommandResponse.parseFrom(entry.payload()));
    } catch (InvalidProtocolBufferException unreadable) {
      return Optional.empty();
    }
  }
}
