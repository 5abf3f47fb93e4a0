package io.voxbus.canbridge;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class BusPowerTest {
  /** {@code CAN_ERR_FLAG} of linux/can.h. */
  private static final int ERROR = 0x2000_0000;

  private final BusPower power = new BusPower("can0");

  @Test
  void anInterfaceWithoutCarrierBeginsOff() {
    power.opened(false);
    assertTrue(power.off());
  }

  @Test
  void anInterfaceThatIsOpenedAgainWithACarrierIsOn() {
    power.told(ERROR | CanSocket.BUS_OFF);
    power.opened(true);
    assertFalse(power.off());
  }

  @Test
  void aControllerThatSaysSoIsOff() {
    power.opened(true);
    power.told(ERROR | CanSocket.BUS_OFF);
    assertTrue(power.off());
  }

  @Test
  void aRestartOfTheControllerEndsIt() {
    power.opened(false);
    power.told(ERROR | CanSocket.RESTARTED);
    assertFalse(power.off());
  }
}
