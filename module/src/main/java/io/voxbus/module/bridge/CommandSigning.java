package io.voxbus.module.bridge;

import io.voxbus.module.speech.CanonicalBytes;
import io.voxbus.module.speech.SigningKeys;
import io.voxbus.proto.v1.Argument;
import io.voxbus.proto.v1.CanBridgeCommand;
import io.voxbus.proto.v1.Frame;
import io.voxbus.proto.v1.Signal;
import java.util.Optional;

/**
 * Signs one vehicle's commands, and checks their signatures, by the rules of {@code
 * can_bridge.proto}.
 */
public final class CommandSigning {
  private final SigningKeys keys;
  private final String vehicle;

  /**
   * @param keys what service and bridge share
   * @param vehicle the vehicle's name in the topics
   */
  public CommandSigning(SigningKeys keys, String vehicle) {
    this.keys = keys;
    this.vehicle = vehicle;
  }

  /** The same command, signed. */
  public CanBridgeCommand sign(CanBridgeCommand command) {
    return command.toBuilder()
        .setKeyId(keys.signer())
        .setSignature(keys.sign(canonical(command)))
        .build();
  }

  /**
   * What speaks against taking a command for the service's own.
   *
   * @return a line for a log; empty when it is well signed
   */
  public Optional<String> fault(CanBridgeCommand command) {
    if (command.getSignature().isEmpty()) {
      return Optional.of("unsigned; give the service the bridge's command key");
    }
    return keys.verify(command.getKeyId(), canonical(command), command.getSignature())
        ? Optional.empty()
        : Optional.of("not signed by a key of this bridge, for another vehicle, or altered");
  }

  private byte[] canonical(CanBridgeCommand command) {
    CanonicalBytes bytes =
        new CanonicalBytes(CanBridgeCommand.getDescriptor().getFullName(), vehicle)
            .text(command.getId())
            .integer(command.getSequence())
            .text(command.getTranscriptId())
            .text(command.getFunction())
            .text(command.getToken());
    bytes.integer(command.getArgumentsCount());
    command.getArgumentsList().forEach(argument -> write(argument, bytes));
    bytes.integer(command.getSignalsCount());
    command.getSignalsList().forEach(signal -> write(signal, bytes));
    bytes.integer(command.getFramesCount());
    command.getFramesList().forEach(frame -> write(frame, bytes));
    return bytes
        .integer(command.getIssuedAtMs())
        .integer(command.getExpiresAtMs())
        .text(command.getCatalogueHash())
        .text(command.getBoard())
        .text(command.getRun())
        .toByteArray();
  }

  private static void write(Argument argument, CanonicalBytes bytes) {
    bytes.text(argument.getName()).integer(argument.getValueCase().getNumber());
    switch (argument.getValueCase()) {
      case WORD -> bytes.text(argument.getWord());
      case NUMBER -> bytes.real(argument.getNumber());
      case VALUE_NOT_SET -> bytes.absent();
    }
  }

  private static void write(Signal signal, CanonicalBytes bytes) {
    bytes
        .text(signal.getMessage())
        .text(signal.getName())
        .real(signal.getValue())
        .text(signal.getLabel())
        .text(signal.getUnit());
  }

  /** A uint32 is written without its sign. */
  private static void write(Frame frame, CanonicalBytes bytes) {
    bytes
        .integer(Integer.toUnsignedLong(frame.getCanId()))
        .integer(frame.getExtended() ? 1 : 0)
        .bytes(frame.getData())
        .integer(frame.getFd() ? 1 : 0)
        .integer(Integer.toUnsignedLong(frame.getDelayMs()));
  }
}
