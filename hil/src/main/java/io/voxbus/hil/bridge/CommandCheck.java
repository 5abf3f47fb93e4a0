package io.voxbus.hil.bridge;

import io.voxbus.dbc.Dbc;
import io.voxbus.dbc.DbcMessage;
import io.voxbus.module.bridge.CommandSigning;
import io.voxbus.proto.v1.AckReason;
import io.voxbus.proto.v1.CanBridgeCommand;
import io.voxbus.proto.v1.Frame;
import java.time.InstantSource;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Decides whether a command may be carried out: the service signed it, where that is wanted, it is
 * whole and in time, every frame is one of the board's DBC file, and the frames say what the
 * signals say.
 */
final class CommandCheck {
  /** In characters, as the wire allows. */
  private static final int LONGEST_ID = 160;

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
  private final InstantSource clock;
  private final Optional<CommandSigning> signing;

  /**
   * @param dbc the messages that may be sent
   * @param clock the time of day
   * @param signing checks signatures; empty where commands need none
   */
  CommandCheck(Dbc dbc, InstantSource clock, Optional<CommandSigning> signing) {
    this.dbc = dbc;
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
        .filter(frame -> message(frame).isEmpty())
        .findFirst()
        .flatMap(
            frame ->
                unsound(
                    AckReason.REASON_NOT_ALLOWED,
                    name(frame) + ": the board's DBC file has no such message"));
  }

  private Optional<Checked.Unsound> mismatch(CanBridgeCommand command) {
    return command.getFramesList().stream()
        .filter(frame -> !message(frame).filter(message -> shaped(message, frame)).isPresent())
        .map(frame -> name(frame) + ": not of the length or kind that the DBC file gives it")
        .findFirst()
        .or(() -> new FrameContents(dbc, command.getFramesList()).contradiction(command))
        .flatMap(detail -> unsound(AckReason.REASON_MISMATCH, detail));
  }

  private Optional<DbcMessage> message(Frame frame) {
    return dbc.message(frame.getCanId(), frame.getExtended());
  }

  private static boolean shaped(DbcMessage message, Frame frame) {
    return frame.getData().size() == message.length() && frame.getFd() == message.fd();
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
