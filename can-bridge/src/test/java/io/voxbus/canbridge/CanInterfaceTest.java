package io.voxbus.canbridge;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CanInterfaceTest {
  @TempDir private Path files;

  @ParameterizedTest
  @ValueSource(strings = {"", "..", "../eth0", "a name", "sixteencharacter"})
  void aNameThatNoInterfaceCanHaveIsRefused(String name) {
    assertThrows(CanUnavailableException.class, () -> CanInterface.named(name));
  }

  @Test
  void aMissingInterfaceIsNamedWithTheMend() {
    assertSays("there is no interface can0; for a virtual one: modprobe vcan", false);
  }

  @Test
  void anInterfaceOfAnotherKindIsNamed() throws IOException {
    can0("1", "0x1003", "1500");
    assertSays("the interface can0 is no CAN bus", false);
  }

  @Test
  void anInterfaceThatIsDownIsNamedWithTheMend() throws IOException {
    can0("280", "0x40080", "16");
    assertSays("the interface can0 is down; ip link set can0 type can bitrate", false);
  }

  @Test
  void anInterfaceOfClassicCanIsNotEnoughForCanFd() throws IOException {
    can0("280", "0x40081", "16");
    assertSays("the board has messages of CAN FD", true);
  }

  @Test
  void anInterfaceThatIsUpIsGood() throws IOException {
    can0("280", "0x40081", "72");
    assertDoesNotThrow(() -> new CanInterface(files, "can0").check(true));
  }

  @Test
  void anInterfaceThatIsBusOffHasNoCarrier() throws IOException {
    can0("280", "0x40081", "16");
    Files.writeString(files.resolve("can0/carrier"), "0\n");
    assertFalse(new CanInterface(files, "can0").carrier());
  }

  /** The kernel answers EINVAL for an interface that is down; a folder cannot be read either. */
  @Test
  void anInterfaceWhoseCarrierCannotBeReadHasNone() throws IOException {
    can0("280", "0x40080", "16");
    Files.createDirectory(files.resolve("can0/carrier"));
    assertFalse(new CanInterface(files, "can0").carrier());
  }

  @Test
  void anInterfaceThatTakesPartInItsBusHasACarrier() throws IOException {
    can0("280", "0x40081", "16");
    Files.writeString(files.resolve("can0/carrier"), "1\n");
    assertTrue(new CanInterface(files, "can0").carrier());
  }

  @Test
  void whereTheKernelTellsNothingACarrierIsSupposed() throws IOException {
    can0("280", "0x40081", "16");
    assertTrue(new CanInterface(files, "can0").carrier());
  }

  private void can0(String type, String flags, String mtu) throws IOException {
    Path folder = Files.createDirectory(files.resolve("can0"));
    Files.writeString(folder.resolve("type"), type + "\n");
    Files.writeString(folder.resolve("flags"), flags + "\n");
    Files.writeString(folder.resolve("mtu"), mtu + "\n");
  }

  private void assertSays(String expected, boolean fd) {
    String said =
        String.valueOf(
            assertThrows(
                    CanUnavailableException.class, () -> new CanInterface(files, "can0").check(fd))
                .getMessage());
    assertTrue(said.startsWith(expected), said);
  }
}
