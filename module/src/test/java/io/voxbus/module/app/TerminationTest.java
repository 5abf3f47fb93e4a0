package io.voxbus.module.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class TerminationTest {
  private final Termination termination = new Termination();

  @Test
  void a_fault_ends_with_one() {
    termination.fault();
    assertEquals(1, termination.await());
  }

  @Test
  void an_end_that_is_wished_for_is_none() {
    termination.wish();
    termination.fault();
    assertEquals(0, termination.await());
  }
}
