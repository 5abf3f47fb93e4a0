package io.voxbus.canbridge;

import io.voxbus.dbc.Dbc;
import io.voxbus.dbc.DbcMessage;
import io.voxbus.dbc.MessageCodec;
import io.voxbus.module.can.BoardMapping;
import io.voxbus.module.can.FeedbackReader;
import io.voxbus.module.can.FeedbackSignal;
import io.voxbus.module.can.FunctionFeedback;
import io.voxbus.module.can.MappedSignals;
import io.voxbus.module.can.MessageCycle;
import io.voxbus.module.ground.Board;
import io.voxbus.proto.v1.Frame;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a bridge knows of its board.
 *
 * @param mapping which signals it may send, and how they are protected
 * @param feedback by which signals the vehicle tells that it followed, by function
 */
public record BridgeBoard(BoardMapping mapping, Map<String, FunctionFeedback> feedback) {
  private static final FunctionFeedback NONE = new FunctionFeedback(1, Map.of());

  /** Copies the map. */
  public BridgeBoard {
    feedback = Map.copyOf(feedback);
  }

  /**
   * Reads a board's folder.
   *
   * @throws io.voxbus.module.ground.BoardException if a file is missing or wrong
   * @throws io.voxbus.dbc.DbcException if the DBC file is
   */
  public static BridgeBoard read(Path folder) {
    BoardMapping mapping = BoardMapping.read(folder, Board.read(folder));
    return new BridgeBoard(mapping, FeedbackReader.read(folder, mapping.dbc()));
  }

  /** The messages of its bus. */
  public Dbc dbc() {
    return mapping.dbc();
  }

  /** The feedback of one function; without signals where it has none. */
  FunctionFeedback feedback(String function) {
    return feedback.getOrDefault(function, NONE);
  }

  /** How a message is repeated; empty for one that is sent on request. */
  Optional<MessageCycle> cycle(DbcMessage message) {
    return Optional.ofNullable(mapping.cycles().get(message.name()))
        .or(() -> declaredCycle(message))
        .filter(cycle -> cycle.ms() > 0);
  }

  private static Optional<MessageCycle> declaredCycle(DbcMessage message) {
    String type = message.sendType().orElse("Cyclic").toLowerCase(Locale.ROOT);
    return message.cycleTimeMs().isPresent() && type.contains("cyclic")
        ? Optional.of(new MessageCycle(message.cycleTimeMs().getAsInt(), type.contains("ifactive")))
        : Optional.empty();
  }

  /** Whether a frame asks for nothing: what it has besides its protection is as at the start. */
  boolean idle(DbcMessage message, Frame frame) {
    byte[] idle =
        new MessageCodec(message)
            .encode(Map.of(), mapping.idle().getOrDefault(message.name(), Map.of()));
    return Arrays.equals(
        unprotected(message, frame.getData().toByteArray()), unprotected(message, idle));
  }

  /** Whether two frames of one message ask for the same: they differ in their protection only. */
  boolean alike(Frame one, Frame other) {
    return dbc()
        .message(one.getCanId(), one.getExtended())
        .map(
            message ->
                Arrays.equals(
                    unprotected(message, one.getData().toByteArray()),
                    unprotected(message, other.getData().toByteArray())))
        .orElseGet(() -> one.getData().equals(other.getData()));
  }

  /** Writes zeros where the protection stands. */
  private byte[] unprotected(DbcMessage message, byte[] payload) {
    Optional.ofNullable(mapping.protections().get(message.name())).stream()
        .flatMap(protection -> protection.fields().stream())
        .forEach(field -> field.write(payload, 0));
    return payload;
  }

  /** Its bus, on one interface: the vehicle's states are heard, and nothing else. */
  SocketCanSettings on(String interfaceName) {
    List<DbcMessage> states =
        feedback.values().stream()
            .flatMap(function -> function.signals().values().stream())
            .map(FeedbackSignal::message)
            .distinct()
            .toList();
    Set<String> requests = MappedSignals.of(mapping).keySet();
    boolean fd =
        dbc().messages().stream()
            .filter(message -> requests.contains(message.name()) || states.contains(message))
            .anyMatch(DbcMessage::fd);
    return new SocketCanSettings(
        interfaceName, fd, states.stream().map(BridgeBoard::identifier).toList());
  }

  private static Frame identifier(DbcMessage message) {
    return Frame.newBuilder().setCanId(message.id()).setExtended(message.extended()).build();
  }
}
