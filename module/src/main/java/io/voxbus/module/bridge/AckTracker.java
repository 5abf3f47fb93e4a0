package io.voxbus.module.bridge;

import com.google.protobuf.InvalidProtocolBufferException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.voxbus.proto.v1.AckState;
import io.voxbus.proto.v1.CanBridgeAck;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Follows each command through the states of its acks: accepted, transmitted, confirmed; or
 * rejected. A state includes those before it, so an ack that was lost on the way does no harm.
 */
public final class AckTracker {
  private static final int REMEMBERED_ENDS = 1000;

  private final AckState goal;
  private final Consumer<BridgeEvent> events;
  private final Map<String, Pending> pending = new HashMap<>();
  private final Set<String> ended = new LinkedHashSet<>();
  private BiConsumer<String, BridgeAnswer> late = (id, state) -> {};

  /**
   * A tracker that follows no command yet.
   *
   * @param goal the state with which a command counts as carried out: {@link
   *     AckState#ACK_TRANSMITTED} or {@link AckState#ACK_CONFIRMED}
   * @param events counts acks that lead nowhere
   */
  public AckTracker(AckState goal, Consumer<BridgeEvent> events) {
    this.goal = goal;
    this.events = events;
  }

  private static final class Pending {
    final Promise<BridgeAnswer> promise = Promise.promise();
    BridgeAnswer furthest = BridgeAnswer.NONE;
  }

  /** Tells from now on of acks for commands that are not awaited any more, by id. */
  void tellLate(BiConsumer<String, BridgeAnswer> listener) {
    late = listener;
  }

  /**
   * Awaits the acks of a command; to be called before it is published.
   *
   * @param commandId the command's id
   * @return completes when the command reached the goal, was rejected or was given up; never fails
   */
  public Future<BridgeAnswer> expect(String commandId) {
    return pending.computeIfAbsent(commandId, id -> new Pending()).promise.future();
  }

  /** How far an awaited command got so far; {@code ACK_UNSPECIFIED} for one that is not. */
  public AckState soFar(String commandId) {
    Pending command = pending.get(commandId);
    return command == null ? AckState.ACK_UNSPECIFIED : command.furthest.state();
  }

  /**
   * Ends the wait for a command with what is known so far.
   *
   * @param commandId the command's id; one that is not awaited is ignored
   */
  public void giveUp(String commandId) {
    Pending command = pending.get(commandId);
    if (command != null) {
      end(commandId, command);
    }
  }

  /**
   * Takes an ack as it came from the broker.
   *
   * @param payload a {@code voxbus.v1.CanBridgeAck}
   */
  public void take(Buffer payload) {
    try {
      take(CanBridgeAck.parseFrom(payload.getBytes()));
    } catch (InvalidProtocolBufferException e) {
      events.accept(BridgeEvent.ACK_UNREADABLE);
    }
  }

  private void take(CanBridgeAck ack) {
    if (ack.getState() == AckState.ACK_UNSPECIFIED || ack.getState() == AckState.UNRECOGNIZED) {
      events.accept(BridgeEvent.ACK_UNREADABLE);
      return;
    }
    Pending command = pending.get(ack.getCommandId());
    if (command == null) {
      unawaited(ack);
    } else if (leadsOn(command.furthest.state(), ack.getState())) {
      command.furthest = new BridgeAnswer(ack.getState(), ack.getReason());
      endWhenReached(ack.getCommandId(), command);
    } else {
      events.accept(BridgeEvent.ACK_OUT_OF_ORDER);
    }
  }

  private void unawaited(CanBridgeAck ack) {
    boolean known = ended.contains(ack.getCommandId());
    events.accept(known ? BridgeEvent.ACK_LATE : BridgeEvent.ACK_UNKNOWN);
    if (known) {
      late.accept(ack.getCommandId(), new BridgeAnswer(ack.getState(), ack.getReason()));
    }
  }

  /**
   * A bridge may still reject what it accepted, when the bus goes away; never what it transmitted.
   */
  private static boolean leadsOn(AckState from, AckState to) {
    return to == AckState.ACK_REJECTED
        ? from.getNumber() < AckState.ACK_TRANSMITTED_VALUE
        : from.getNumber() < to.getNumber();
  }

  private void endWhenReached(String commandId, Pending command) {
    // ACK_REJECTED is the last number, so a rejected command has reached any goal.
    if (command.furthest.state().getNumber() >= goal.getNumber()) {
      end(commandId, command);
    }
  }

  private void end(String commandId, Pending command) {
    pending.remove(commandId);
    ended.add(commandId);
    if (ended.size() > REMEMBERED_ENDS) {
      ended.remove(ended.iterator().next());
    }
    command.promise.complete(command.furthest);
  }
}
