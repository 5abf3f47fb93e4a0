package io.voxbus.canbridge;

import io.voxbus.dbc.Dbc;
import io.voxbus.module.bridge.CommandSigning;
import io.voxbus.proto.v1.AckReason;
import io.voxbus.proto.v1.CanBridgeCommand;
import io.voxbus.proto.v1.Frame;
import java.time.InstantSource;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Decides whether a command may be carried out: the service signed it, where that is wanted, it is
 * whole and in time, its frames are on the list of what may leave, and they say what the signals
 * say.
 */
final class CommandCheck {
  /** In characters, as the wire allows. */
  private static final int LONGEST_ID = 160;

  /** In characters, as the wire allows. */
  private static final int LONGEST_RUN = 64;

  /** Far above what one call needs; a command of more is a flood. */
  static final int MOST_FRAMES = 64;

  /** The longest pulse that a board's mapping may ask for, in milliseconds. */
  static final int LONGEST_DELAY_MS = 60_000;

  private static final long CLOCK_TOLERANCE_MS = 500;
  private static final long LONGEST_LIFE_MS = 60_000;
  private static final int HIGHEST_STANDARD_ID = 0x7FF;
  private static final int HIGHEST_EXTENDED_ID = 0x1FFF_FFFF;
  private static final int CLASSIC_BYTES = 8;
  private static final int FD_BYTES = 64;

  private final Dbc dbc;
  private final AllowList allowed;
  private final InstantSource clock;
  private final Optional<CommandSigning> signing;

  /**
   * @param board what may be sent, and what it means
   * @param clock the time of day
   * @param signing checks signatures; empty where commands need none
   */
  CommandCheck(BridgeBoard board, InstantSource clock, Optional<CommandSigning> signing) {
    this.dbc = board.dbc();
    this.allowed = new AllowList(board.mapping());
    this.clock = clock;
    this.signing = signing;
  }

  /** Judges a command. The first rule that it breaks is the one that is named. */
  Checked judge(CanBridgeCommand command) {
    return Stream.of(
            forged(command),
            incomplete(command),
            expired(command),
            untimely(command),
            illegible(command),
            foreign(command))
        .flatMap(Optional::stream)
        .findFirst()
        .or(() -> mismatch(command))
        .or(() -> excessive(command))
        .<Checked>map(broken -> broken)
        .orElseGet(() -> new Checked.Sound(command));
  }

  private Optional<Checked.Unsound> forged(CanBridgeCommand command) {
    return signing
        .flatMap(required -> required.fault(command))
        .flatMap(detail -> unsound(AckReason.REASON_UNAUTHENTICATED, detail));
  }

  /** Whether no command may have this id. */
  static boolean isTooLong(String id) {
    return characters(id) > LONGEST_ID;
  }

  /** As the service counts those of a transcript's id: an emoji is one, though two in UTF-16. */
  private static int characters(String id) {
    return id.codePointCount(0, id.length());
  }

  private static Optional<Checked.Unsound> incomplete(CanBridgeCommand command) {
    String id = command.getId();
    if (id.isEmpty() || isTooLong(id)) {
      return malformed(
          "an id has 1 to %d characters, not %d".formatted(LONGEST_ID, characters(id)));
    }
    if (command.getSignalsCount() == 0 || command.getFramesCount() == 0) {
      return malformed("a command needs signals and frames");
    }
    if (command.getRun().length() > LONGEST_RUN) {
      return malformed("a run has at most %d characters".formatted(LONGEST_RUN));
    }
    if (command.getFramesCount() > MOST_FRAMES) {
      return malformed(
          "%d frames are more than %d".formatted(command.getFramesCount(), MOST_FRAMES));
    }
    return Optional.empty();
  }

  /**
   * A command from a clock that is ahead would be carried out long after its service saw that it
   * may be.
   */
  private Optional<Checked.Unsound> untimely(CanBridgeCommand command) {
    long now = clock.millis();
    if (command.getIssuedAtMs() > now + CLOCK_TOLERANCE_MS) {
      return unsound(
          AckReason.REASON_CLOCKS_DIFFER,
          "issued %d ms in the future".formatted(command.getIssuedAtMs() - now));
    }
    return command.getExpiresAtMs() > now + LONGEST_LIFE_MS
        ? unsound(
            AckReason.REASON_CLOCKS_DIFFER,
            "lives for %d ms more".formatted(command.getExpiresAtMs() - now))
        : Optional.empty();
  }

  private Optional<Checked.Unsound> expired(CanBridgeCommand command) {
    long now = clock.millis();
    long expires = command.getExpiresAtMs();
    return expires >= now // A difference could overflow.
        ? Optional.empty()
        : unsound(AckReason.REASON_EXPIRED, "expires_at_ms is " + expires + ", now is " + now);
  }

  private static Optional<Checked.Unsound> illegible(CanBridgeCommand command) {
    return command.getFramesList().stream()
        .filter(frame -> !legible(frame))
        .findFirst()
        .flatMap(frame -> malformed(name(frame) + ": identifier, length or delay out of range"));
  }

  private static boolean legible(Frame frame) {
    int highest = frame.getExtended() ? HIGHEST_EXTENDED_ID : HIGHEST_STANDARD_ID;
    return Integer.compareUnsigned(frame.getCanId(), highest) <= 0
        && frame.getData().size() <= (frame.getFd() ? FD_BYTES : CLASSIC_BYTES)
        && Integer.compareUnsigned(frame.getDelayMs(), LONGEST_DELAY_MS) <= 0;
  }

  private Optional<Checked.Unsound> foreign(CanBridgeCommand command) {
    return command.getFramesList().stream()
        .filter(frame -> allowed.message(frame).isEmpty())
        .findFirst()
        .flatMap(
            frame ->
                unsound(
                    AckReason.REASON_NOT_ALLOWED,
                    name(frame) + ": the board's mapping names no such message"));
  }

  private Optional<Checked.Unsound> mismatch(CanBridgeCommand command) {
    return command.getFramesList().stream()
        .filter(
            frame ->
                allowed
                    .message(frame)
                    .filter(message -> AllowList.shaped(message, frame))
                    .isEmpty())
        .map(frame -> name(frame) + ": not of the length or kind that the DBC file gives it")
        .findFirst()
        .or(() -> new FrameContents(dbc, command.getFramesList()).contradiction(command))
        .flatMap(detail -> unsound(AckReason.REASON_MISMATCH, detail));
  }

  private Optional<Checked.Unsound> excessive(CanBridgeCommand command) {
    return command.getFramesList().stream()
        .filter(frame -> !allowed.admits(frame))
        .findFirst()
        .flatMap(
            frame ->
                unsound(
                    AckReason.REASON_NOT_ALLOWED,
                    name(frame) + ": it changes bits of no signal that the board's mapping names"));
  }

  private static String name(Frame frame) {
    return "frame 0x%X%s".formatted(frame.getCanId(), frame.getExtended() ? " (extended)" : "");
  }

  private static Optional<Checked.Unsound> malformed(String detail) {
    return unsound(AckReason.REASON_MALFORMED, detail);
  }

  private static Optional<Checked.Unsound> unsound(AckReason reason, String detail) {
    return Optional.of(new Checked.Unsound(reason, detail));
  }
}
