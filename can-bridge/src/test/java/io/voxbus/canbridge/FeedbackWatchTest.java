package io.voxbus.canbridge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.voxbus.proto.v1.CanBridgeCommand;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class FeedbackWatchTest {
  private static final int STATE = 1301;
  private static final Vertx vertx = Vertx.vertx();
  private static final Context context = vertx.getOrCreateContext();

  private final FeedbackWatch watch = new FeedbackWatch(vertx, Commands.BOARD);

  @AfterAll
  static void stop() {
    vertx.close();
  }

  @Test
  void aVehicleThatSaysAnotherValueIsToldAfterTheTime() throws Exception {
    Future<Following> following = follow(Commands.temperature("a"));
    heard(40, 0);
    assertEquals(
        new Following.Missing("ClimateState.TemperatureIs is 20.0 after 300 ms"),
        following.await(10, TimeUnit.SECONDS));
  }

  @Test
  void aVehicleThatSaysNothingIsToldAfterTheTime() throws Exception {
    assertEquals(
        new Following.Missing("ClimateState.TemperatureIs was not heard after 300 ms"),
        follow(Commands.temperature("a")).await(10, TimeUnit.SECONDS));
  }

  @Test
  void aVehicleThatSaysTheValueConfirms() throws Exception {
    Future<Following> following = follow(Commands.temperature("a"));
    heard(40, 0);
    assertFalse(following.isComplete());
    heard(42, 0);
    assertEquals(new Following.Confirmed(), following.await(10, TimeUnit.SECONDS));
  }

  @Test
  void aStateMayHaveAnotherLabel() throws Exception {
    Future<Following> following = follow(Commands.horn("a", 50));
    heard(0, 1);
    assertEquals(new Following.Confirmed(), following.await(10, TimeUnit.SECONDS));
  }

  @Test
  void whatTheBoardHasNoFeedbackForIsNotWatched() throws Exception {
    assertEquals(
        new Following.Unwatched(), follow(Commands.cruise("a")).await(10, TimeUnit.SECONDS));
  }

  private Future<Following> follow(CanBridgeCommand.Builder command) {
    Promise<Following> following = Promise.promise();
    context.runOnContext(here -> watch.follow(command.build()).onComplete(following));
    return following.future();
  }

  private void heard(int temperature, int horn) {
    Promise<Void> taken = Promise.promise();
    context.runOnContext(
        here -> {
          watch.heard(Commands.frame(STATE, temperature, horn).build());
          taken.complete();
        });
    taken.future().await();
  }
}
