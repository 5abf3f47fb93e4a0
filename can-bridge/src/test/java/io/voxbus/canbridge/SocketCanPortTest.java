package io.voxbus.canbridge;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.protobuf.ByteString;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.voxbus.proto.v1.Frame;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tel.schich.javacan.CanChannels;
import tel.schich.javacan.CanSocketOptions;
import tel.schich.javacan.RawCanChannel;

/** Where the kernel has CAN and an interface vcan0; hil/vcan/run boots one that has both. */
@Timeout(60)
class SocketCanPortTest {
  private static final String INTERFACE = "vcan0";
  private static final Frame HEARD = Commands.frame(1301).build();
  private static final Vertx vertx = Vertx.vertx();

  private final List<Frame> heard = new CopyOnWriteArrayList<>();

  @AfterAll
  static void stop() {
    vertx.close();
  }

  @Test
  void aKernelWithoutCanIsNamedWithTheMend() throws IOException {
    assumeTrue(!kernelHasCan(), "skipped: this kernel has CAN");
    assertSays("this kernel has no CAN (AF_CAN is not supported); modprobe can", INTERFACE);
  }

  @Test
  void aMissingInterfaceIsNamedWithTheMend() throws IOException {
    assumeTrue(kernelHasCan(), "skipped: this kernel has no CAN");
    assertSays("there is no interface none0; for a virtual one: modprobe vcan", "none0");
  }

  @Test
  void framesOfBothKindsReachTheBus() throws Exception {
    assumeVcan();
    Frame fd =
        Frame.newBuilder()
            .setCanId(768)
            .setFd(true)
            .setData(ByteString.copyFrom(new byte[12]))
            .build();
    Frame extended = Commands.frame(0x486, 1).setExtended(true).build();
    try (RawCanChannel reader = CanChannels.newRawChannel(INTERFACE)) {
      reader.setOption(CanSocketOptions.FD_FRAMES, true);
      SocketCanPort port = open();
      sent(port, fd).await(10, TimeUnit.SECONDS);
      sent(port, extended).await(10, TimeUnit.SECONDS);
      assertEquals(fd, CanSocket.frame(reader.read()));
      assertEquals(extended, CanSocket.frame(reader.read()));
    }
  }

  @Test
  void onlyTheStatesAreHeard() throws Exception {
    assumeVcan();
    SocketCanPort vehicle = open();
    open();
    sent(vehicle, Commands.frame(1302, 1).build()).await(10, TimeUnit.SECONDS);
    Frame state = Commands.frame(1301, 42, 0).build();
    sent(vehicle, state).await(10, TimeUnit.SECONDS);
    await().until(() -> heard.contains(state));
    assertTrue(heard.stream().allMatch(frame -> frame.getCanId() == 1301));
  }

  private Future<Void> sent(SocketCanPort port, Frame frame) {
    Promise<Void> sent = Promise.promise();
    vertx.runOnContext(here -> port.send("test", frame).onComplete(sent));
    return sent.future();
  }

  private SocketCanPort open() throws CanUnavailableException {
    return SocketCanPort.open(
        vertx, new SocketCanSettings(INTERFACE, true, List.of(HEARD)), heard::add);
  }

  private void assertSays(String expected, String name) {
    String said =
        String.valueOf(
            assertThrows(
                    CanUnavailableException.class,
                    () -> CanSocket.open(new SocketCanSettings(name, false, List.of())))
                .getMessage());
    assertTrue(said.startsWith(expected), said);
  }

  private static void assumeVcan() throws IOException {
    assumeTrue(
        kernelHasCan() && Files.exists(Path.of("/sys/class/net", INTERFACE)),
        "skipped: no interface vcan0; run hil/vcan/run, which boots a kernel that has it");
  }

  private static boolean kernelHasCan() throws IOException {
    NativeLibrary.load();
    try (RawCanChannel channel = CanChannels.newRawChannel()) {
      return channel.isOpen();
    } catch (IOException refusal) {
      return false;
    }
  }
}
