package io.voxbus.canbridge;

import io.voxbus.dbc.Dbc;
import io.voxbus.dbc.DbcMessage;
import io.voxbus.module.can.BoardMapping;
import io.voxbus.module.can.FeedbackReader;
import io.voxbus.module.can.FeedbackSignal;
import io.voxbus.module.can.FunctionFeedback;
import io.voxbus.module.can.MappedSignals;
import io.voxbus.module.ground.Board;
import io.voxbus.proto.v1.Frame;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
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

  /** How often a message is repeated, in milliseconds; empty for one that is sent on request. */
  static OptionalInt cycleMs(DbcMessage message) {
    boolean cyclic =
        message
            .sendType()
            .map(type -> type.toLowerCase(Locale.ROOT).contains("cyclic"))
            .orElse(true);
    return cyclic ? message.cycleTimeMs() : OptionalInt.empty();
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
