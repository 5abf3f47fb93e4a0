package io.voxbus.canbridge;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.voxbus.proto.v1.Frame;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProtectedPortTest {
  private static final Frame CRUISE = Commands.cruise("a").getFrames(0);

  private final FakePort port = new FakePort();
  private final ProtectedPort guarded = new ProtectedPort(Commands.BOARD.mapping(), port);

  /** Its receiver would take the gap for a loss, and reject the frame. */
  @Test
  void aFrameThatDidNotLeaveIsNotCounted() {
    port.refuse(0, 2, 3);
    send(5);
    assertEquals(List.of(0, 1), counts());
  }

  /** The first count belongs to the frame that waits behind it. */
  @Test
  void aFrameThatDidNotLeaveIsCountedWhenALaterOneWas() {
    port.refuse(0);
    port.stall();
    send(2);
    port.flow();
    send(1);
    assertEquals(List.of(1, 2), counts());
  }

  @Test
  void ofFramesThatWaitedTogetherAndDidNotLeaveNoneIsCounted() {
    send(1);
    port.refuse(1, 2);
    port.stall();
    send(2);
    port.flow();
    send(1);
    assertEquals(List.of(0, 1), counts());
  }

  @Test
  void theCountGoesOnFromItsEnd() {
    send(17);
    assertEquals(List.of(13, 14, 0, 1), counts().subList(13, 17));
  }

  private void send(int frames) {
    for (int i = 0; i < frames; i++) {
      guarded.send("a", CRUISE);
    }
  }

  private List<Integer> counts() {
    return port.sent().stream().map(sent -> sent.frame().getData().byteAt(1) & 0b1111).toList();
  }
}
