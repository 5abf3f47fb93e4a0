package io.voxbus.canbridge;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.voxbus.proto.v1.AckReason;
import io.voxbus.proto.v1.CanBridgeCommand;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SequenceCheckTest {
  private final SequenceCheck check = new SequenceCheck();

  @Test
  void anOlderCommandForTheSameMessageIsRejected() {
    check.passed(temperature("run", 5));
    assertRejected(temperature("run", 4));
  }

  @Test
  void theSameNumberUnderAnotherIdIsRejected() {
    check.passed(temperature("run", 5));
    assertRejected(temperature("run", 5));
  }

  @Test
  void aCommandOfAnEarlierRunIsRejected() {
    check.passed(temperature("first", 5));
    check.passed(temperature("second", 1));
    assertRejected(horn("first", 6));
  }

  @Test
  void anOlderCommandForAnotherMessageMayStillCome() {
    check.passed(temperature("run", 5));
    assertTaken(horn("run", 4));
  }

  @Test
  void aNewRunBeginsWithOne() {
    check.passed(temperature("first", 5));
    assertTaken(temperature("second", 1));
  }

  @Test
  void aServiceThatNamesNoRunIsNotChecked() {
    check.passed(temperature("", 5));
    assertTaken(temperature("", 4));
  }

  @Test
  void aCommandThatWasNotSentDoesNotCount() {
    assertTaken(temperature("run", 5));
    assertTaken(temperature("run", 4));
  }

  private void assertRejected(CanBridgeCommand command) {
    assertEquals(
        Optional.of(AckReason.REASON_OUT_OF_SEQUENCE),
        check.fault(command).map(Checked.Unsound::reason));
  }

  private void assertTaken(CanBridgeCommand command) {
    assertEquals(Optional.empty(), check.fault(command));
  }

  private static CanBridgeCommand temperature(String run, long sequence) {
    return Commands.temperature(run + sequence).setRun(run).setSequence(sequence).build();
  }

  private static CanBridgeCommand horn(String run, long sequence) {
    return Commands.horn(run + sequence, 50).setRun(run).setSequence(sequence).build();
  }
}
