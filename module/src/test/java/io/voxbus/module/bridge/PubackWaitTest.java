package io.voxbus.module.bridge;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import org.junit.jupiter.api.Test;

class PubackWaitTest {
  private final PubackWait wait = new PubackWait();
  private final Promise<Integer> written = Promise.promise();

  @Test
  void bytesOnTheWireAreNotYetAcknowledged() {
    Future<Void> acknowledged = wait.expect(written.future());
    written.complete(7);
    assertFalse(acknowledged.isComplete());
    wait.acknowledged(7);
    assertTrue(acknowledged.succeeded());
  }

  @Test
  void pubackThatOvertakesTheNewsOfItsPacketIdCounts() {
    Future<Void> acknowledged = wait.expect(written.future());
    wait.acknowledged(7);
    written.complete(7);
    assertTrue(acknowledged.succeeded());
  }

  @Test
  void failedWriteFails() {
    Future<Void> acknowledged = wait.expect(written.future());
    Exception cause = new Exception("closed");
    written.fail(cause);
    assertSame(cause, acknowledged.cause());
  }

  @Test
  void writeThatCompletesAfterTheEndOfTheConnectionFails() {
    Future<Void> acknowledged = wait.expect(written.future());
    Exception cause = new Exception("closed");
    wait.failAll(cause);
    written.complete(7);
    assertSame(cause, acknowledged.cause());
  }
}
