package io.voxbus.canbridge;

import io.voxbus.proto.v1.AckReason;
import io.voxbus.proto.v1.CanBridgeCommand;
import io.voxbus.proto.v1.Frame;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps an older command from undoing a newer one. A frame repeats what the service asked for in
 * the other signals of its message, as of when the command was made; so of each message only ever
 * newer commands may be sent. Commands about different messages may overtake each other, as they do
 * when one has to be issued again.
 */
final class SequenceCheck {
  private static final int REMEMBERED_RUNS = 64;

  private final Map<Identifier, Long> newest = new HashMap<>();
  private final Set<String> pastRuns = new LinkedHashSet<>();
  private String run = "";

  /** What speaks against sending a command now. A service that names no run is not checked. */
  Optional<Checked.Unsound> fault(CanBridgeCommand command) {
    if (pastRuns.contains(command.getRun())) {
      return outOfSequence("it is of an earlier run of the service");
    }
    if (command.getRun().isEmpty() || !command.getRun().equals(run)) {
      return Optional.empty();
    }
    return command.getFramesList().stream()
        .filter(frame -> overtaken(frame, command.getSequence()))
        .findFirst()
        .flatMap(
            frame ->
                outOfSequence(
                    "frame 0x%X was sent for command %d, this is %d"
                        .formatted(
                            frame.getCanId(),
                            newest.get(Identifier.of(frame)),
                            command.getSequence())));
  }

  /** The command is going to be sent. */
  void passed(CanBridgeCommand command) {
    if (command.getRun().isEmpty()) {
      return;
    }
    if (!command.getRun().equals(run)) {
      begin(command.getRun());
    }
    command
        .getFramesList()
        .forEach(frame -> newest.put(Identifier.of(frame), command.getSequence()));
  }

  private boolean overtaken(Frame frame, long sequence) {
    return Long.compareUnsigned(newest.getOrDefault(Identifier.of(frame), 0L), sequence) >= 0;
  }

  private void begin(String newRun) {
    if (!run.isEmpty()) {
      pastRuns.add(run);
    }
    if (pastRuns.size() > REMEMBERED_RUNS) {
      Iterator<String> oldest = pastRuns.iterator();
      oldest.next();
      oldest.remove();
    }
    run = newRun;
    newest.clear();
  }

  private static Optional<Checked.Unsound> outOfSequence(String detail) {
    return Optional.of(new Checked.Unsound(AckReason.REASON_OUT_OF_SEQUENCE, detail));
  }
}
