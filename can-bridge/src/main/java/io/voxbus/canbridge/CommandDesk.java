package io.voxbus.canbridge;

import com.google.protobuf.InvalidProtocolBufferException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.voxbus.proto.v1.AckReason;
import io.voxbus.proto.v1.AckState;
import io.voxbus.proto.v1.CanBridgeAck;
import io.voxbus.proto.v1.CanBridgeCommand;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes commands, carries each id out once, and says what became of it. */
final class CommandDesk {
  private static final Logger log = LoggerFactory.getLogger(CommandDesk.class);

  /** How long a command may wait for frames of one before it: the bus is away. */
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

  private static final int LONGEST_DETAIL = 200;

  private static final Set<AckReason> NOT_REMEMBERED =
      EnumSet.of(AckReason.REASON_EXPIRED, AckReason.REASON_UNAUTHENTICATED);

  private final CommandCheck check;
  private final Vehicle vehicle;
  private final InstantSource clock;
  private final Consumer<CanBridgeAck> out;
  private final ExecutedCommands executed;
  private final SequenceCheck sequence = new SequenceCheck();

  /**
   * What carries commands out.
   *
   * @param bus takes their frames
   * @param feedback tells whether they had an effect
   */
  record Vehicle(Bus bus, Feedback feedback) {}

  /**
   * A desk.
   *
   * @param check decides what may be carried out
   * @param vehicle carries it out
   * @param executed what was carried out before
   * @param clock the time of day
   * @param out takes the acks
   */
  CommandDesk(
      CommandCheck check,
      Vehicle vehicle,
      ExecutedCommands executed,
      InstantSource clock,
      Consumer<CanBridgeAck> out) {
    this.check = check;
    this.vehicle = vehicle;
    this.executed = executed;
    this.clock = clock;
    this.out = out;
  }

  /** Takes a command's bytes, whatever they are. */
  void receive(byte[] payload) {
    try {
      receive(CanBridgeCommand.parseFrom(payload));
    } catch (InvalidProtocolBufferException rubbish) {
      out.accept(rejection("", AckReason.REASON_MALFORMED, "no CanBridgeCommand"));
    }
  }

  private void receive(CanBridgeCommand command) {
    executed
        .find(command.getId())
        .ifPresentOrElse(said -> said.forEach(out), () -> carryOut(command));
  }

  private void carryOut(CanBridgeCommand command) {
    Checked checked = check.judge(command);
    if (checked instanceof Checked.Unsound unsound) {
      reject(command, unsound);
    } else {
      sequence
          .fault(command)
          .ifPresentOrElse(unsound -> reject(command, unsound), () -> accept(command));
    }
  }

  /** What cannot be remembered might be carried out twice, so it is not carried out at all. */
  private void accept(CanBridgeCommand command) {
    CanBridgeAck accepted = ack(command.getId(), AckState.ACK_ACCEPTED);
    if (!executed.accepted(accepted, vehicle.bus().ends(command))) {
      out.accept(rejection(command.getId(), AckReason.REASON_BUS_UNAVAILABLE, "its disk is full"));
      return;
    }
    out.accept(accepted);
    sequence.passed(command);
    Promise<Following> following = Promise.promise();
    Bus.Sending sending = vehicle.bus().send(command, patience(command));
    sending.begun().onSuccess(now -> vehicle.feedback().follow(command).onComplete(following));
    sending
        .sent()
        .onSuccess(sent -> transmitted(command.getId(), following.future()))
        .onFailure(failure -> unavailable(command.getId(), failure));
  }

  /** No command begins after it has expired. */
  private Duration patience(CanBridgeCommand command) {
    long left = command.getExpiresAtMs() - clock.millis();
    return Duration.ofMillis(Math.min(left, LONGEST_WAIT.toMillis()));
  }

  /**
   * Puts back what an earlier bridge was ended within. Its commands count as rejected: nobody knows
   * how much of them was sent.
   *
   * @return completes when that was tried
   */
  Future<Void> putBack() {
    List<String> open = executed.open();
    return Future.join(
            executed.due().stream()
                .map(due -> vehicle.bus().putBack(due.commandId(), due.frame()))
                .toList())
        .onSuccess(back -> open.forEach(this::putBack))
        .onFailure(failure -> log.warn("a request is not back at idle: {}", failure.getMessage()))
        .<Void>mapEmpty()
        .otherwiseEmpty();
  }

  private void putBack(String id) {
    log.info("the bridge was ended within {}: its request is back at idle", id);
    executed.said(
        rejection(id, AckReason.REASON_BUS_UNAVAILABLE, "the bridge was ended while it was sent"));
  }

  /**
   * A command that came too late may be issued again, and a forged one must not use up the id of
   * the service's own, so neither is remembered.
   */
  private void reject(CanBridgeCommand command, Checked.Unsound unsound) {
    CanBridgeAck ack = rejection(knownId(command), unsound.reason(), unsound.detail());
    if (NOT_REMEMBERED.contains(unsound.reason())) {
      out.accept(ack);
    } else {
      say(ack);
    }
  }

  private void transmitted(String id, Future<Following> following) {
    say(ack(id, AckState.ACK_TRANSMITTED));
    following.onSuccess(known -> followed(id, known));
  }

  private void followed(String id, Following following) {
    if (following instanceof Following.Confirmed) {
      say(ack(id, AckState.ACK_CONFIRMED));
    } else if (following instanceof Following.Missing missing) {
      say(
          ack(id, AckState.ACK_TRANSMITTED).toBuilder()
              .setDetail(shortened(missing.detail()))
              .build());
    }
  }

  private void unavailable(String id, Throwable failure) {
    say(rejection(id, AckReason.REASON_BUS_UNAVAILABLE, String.valueOf(failure.getMessage())));
  }

  private void say(CanBridgeAck ack) {
    if (!ack.getCommandId().isEmpty()) {
      executed.said(ack);
    }
    out.accept(ack);
  }

  /** An id that is too long is not repeated to anyone. */
  private static String knownId(CanBridgeCommand command) {
    return CommandCheck.isTooLong(command.getId()) ? "" : command.getId();
  }

  private CanBridgeAck ack(String id, AckState state) {
    return CanBridgeAck.newBuilder()
        .setCommandId(id)
        .setState(state)
        .setAtMs(clock.millis())
        .build();
  }

  /** Never half a surrogate pair at the end. */
  private static String shortened(String detail) {
    int end = Math.min(detail.length(), LONGEST_DETAIL);
    boolean halved = end < detail.length() && Character.isHighSurrogate(detail.charAt(end - 1));
    return detail.substring(0, halved ? end - 1 : end);
  }

  private CanBridgeAck rejection(String id, AckReason reason, String detail) {
    return CanBridgeAck.newBuilder()
        .setCommandId(id)
        .setState(AckState.ACK_REJECTED)
        .setReason(reason)
        .setDetail(shortened(detail))
        .setAtMs(clock.millis())
        .build();
  }
}
