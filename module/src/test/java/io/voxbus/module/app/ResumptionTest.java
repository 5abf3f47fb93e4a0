package io.voxbus.module.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Promise;
import io.voxbus.module.bridge.BridgeAnswer;
import io.voxbus.proto.v1.AckReason;
import io.voxbus.proto.v1.AckState;
import io.voxbus.proto.v1.CallResult;
import io.voxbus.proto.v1.CallState;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ResumptionTest {
  private static final BridgeAnswer EXPIRED =
      new BridgeAnswer(AckState.ACK_REJECTED, AckReason.REASON_EXPIRED);

  private final Promise<BridgeAnswer> first = Promise.promise();
  private final Promise<BridgeAnswer> second = Promise.promise();
  private final Resumption earlier = resumption(first);
  private final Resumption later = resumption(second);
  private AckState soFar = AckState.ACK_UNSPECIFIED;
  private int attempts;
  private boolean unspokenOf;

  private Resumption resumption(Promise<BridgeAnswer> answer) {
    return new Resumption(
        CallResult.newBuilder().setState(CallState.CALL_TIMED_OUT).build(),
        answer.future(),
        () -> soFar);
  }

  private Optional<CommandDelivery> held(boolean mayBeThere) {
    attempts++;
    unspokenOf = mayBeThere;
    return Optional.empty();
  }

  private static BridgeAnswer said(AckState state) {
    return new BridgeAnswer(state, AckReason.REASON_UNSPECIFIED);
  }

  @Test
  void whatIsHeldIsTriedAgain() {
    earlier.attempt(this::held);
    earlier.attempt(this::held);
    assertEquals(2, attempts);
    assertTrue(unspokenOf);
    assertFalse(earlier.isOut());
  }

  @Test
  void itIsTriedBeforeOneThatFollowsItAndIsNotOut() {
    earlier.followedBy(later);
    earlier.attempt(this::held);
    assertEquals(1, attempts);
  }

  @ParameterizedTest
  @EnumSource(names = {"ACK_ACCEPTED", "ACK_TRANSMITTED", "ACK_CONFIRMED"})
  void itIsNotTriedWhenTheBridgeHasOneThatFollowsIt(AckState state) {
    earlier.followedBy(later);
    first.complete(EXPIRED);
    second.complete(said(state));
    earlier.attempt(this::held);
    assertEquals(0, attempts);
  }

  @Test
  void oneThatCameTooLateIsNotOutAndIsTriedUntilItIsGivenUp() {
    first.complete(EXPIRED);
    assertFalse(earlier.isOut());
    earlier.attempt(this::held);
    assertEquals(1, attempts);
    assertFalse(unspokenOf);
    assertFalse(earlier.report().isComplete());
    earlier.giveUp();
    assertEquals("expired", earlier.report().result().getRule());
    earlier.attempt(this::held);
    assertEquals(1, attempts);
  }

  @ParameterizedTest
  @EnumSource(names = {"ACK_ACCEPTED", "ACK_TRANSMITTED"})
  void itIsOutAsSoonAsTheBridgeHasIt(AckState state) {
    assertFalse(earlier.isOut());
    soFar = state;
    assertTrue(earlier.isOut());
  }

  @Test
  void onlyWhatTheBridgeHasTransmittedWasCarriedOut() {
    first.complete(said(AckState.ACK_ACCEPTED));
    second.complete(said(AckState.ACK_TRANSMITTED));
    assertFalse(earlier.wasCarriedOutLast());
    assertTrue(later.wasCarriedOutLast());
  }

  @Test
  void whatWasCarriedOutBeforeSomethingLikeItIsNotTheLast() {
    earlier.followedBy(later);
    first.complete(said(AckState.ACK_TRANSMITTED));
    assertTrue(earlier.wasCarriedOutLast());
    second.complete(said(AckState.ACK_TRANSMITTED));
    assertFalse(earlier.wasCarriedOutLast());
  }

  @Test
  void oneWhosePlaceWasTakenIsNotTried() {
    earlier.supersede();
    earlier.attempt(this::held);
    assertEquals(0, attempts);
  }
}
