package io.voxbus.module.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.voxbus.fuzz.Resource;
import io.voxbus.module.bridge.AckTracker;
import io.voxbus.module.bridge.BrokerAddress;
import io.voxbus.module.bridge.BrokerConnection;
import io.voxbus.module.bridge.CommandMessages;
import io.voxbus.module.bridge.CommandPublisher;
import io.voxbus.module.bridge.Presence;
import io.voxbus.module.interlock.RateLimit;
import io.voxbus.module.reply.ResponseWriter;
import io.voxbus.module.reply.Wording;
import io.voxbus.proto.v1.AckState;
import io.voxbus.proto.v1.CommandResponse;
import io.voxbus.proto.v1.JournalRecord;
import io.voxbus.proto.v1.JournalStage;
import io.voxbus.vehicle.Catalogue;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * What is answered after a restart, from records that a journal could hold, when the broker is away
 * so that nothing goes out.
 */
final class RecoveryFuzzTest {
  private static final Catalogue CATALOGUE = Catalogue.standard();
  private static final InstantSource CLOCK = InstantSource.system();
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  /** All time is up at once. */
  private static final Vertx HASTY =
      (Vertx)
          Proxy.newProxyInstance(
              Vertx.class.getClassLoader(),
              new Class<?>[] {Vertx.class},
              (vertx, method, arguments) ->
                  method.getName().equals("setTimer") ? fire((Handler<?>) arguments[1]) : true);

  private static final CallPreparation BOARD = CallPreparation.read(Resource.folder("/board"));

  @SuppressWarnings("unchecked")
  private static Long fire(Handler<?> timer) {
    ((Handler<Long>) timer).handle(1L);
    return 1L;
  }

  @FuzzTest
  void isAnsweredWhateverTheJournalHeld(byte[] bytes) throws InvalidProtocolBufferException {
    for (JournalStage stage : List.of(JournalStage.STAGE_BEGUN, JournalStage.STAGE_ENDED)) {
      List<CommandResponse> responses = responses(record(bytes, stage));
      assertEquals(1, responses.size());
      assertFalse(JsonFormat.printer().print(responses.get(0)).isEmpty());
    }
  }

  private static List<CommandResponse> responses(JournalRecord record) {
    AckTracker acks = new AckTracker(AckState.ACK_TRANSMITTED, event -> {});
    List<CommandResponse> responses = new ArrayList<>();
    new Recovery(
            resender(acks), acks, new ResponseWriter(Wording.ENGLISH), List.of(record), CATALOGUE)
        .begin(HASTY, PATIENCE, responses::add);
    return responses;
  }

  private static Resender resender(AckTracker acks) {
    VehicleStates unknown = new VehicleStates(CLOCK, System::nanoTime, () -> {});
    CommandPublisher publisher =
        new CommandPublisher(
            HASTY,
            new BrokerConnection(
                HASTY,
                Subscriptions.settings(
                    ServiceConfiguration.standard(
                        BrokerAddress.parse("mqtt://127.0.0.1"), Path.of(""), Path.of(""))),
                new Presence("", Buffer::buffer, Buffer::buffer, Buffer::buffer),
                new Random(1)),
            acks,
            new CommandPublisher.Terms("", PATIENCE, Optional.empty()));
    return new Resender(
        BOARD,
        unknown,
        new CommandIssuer(
            BOARD,
            unknown,
            new CommandMessages(CATALOGUE.hash(), BOARD.board(), PATIENCE, CLOCK),
            publisher,
            new CommandIssuer.Terms(PATIENCE, CLOCK, System::nanoTime, () -> {})),
        new RateLimit(10, PATIENCE, System::nanoTime));
  }

  /** Its time is now: what is old does not go out again. */
  private static JournalRecord record(byte[] bytes, JournalStage stage) {
    JournalRecord.Builder now =
        JournalRecord.newBuilder().setStage(stage).setNumber(1).setSpokenAtMs(CLOCK.millis());
    SinceBoot.now()
        .ifPresent(since -> now.setBootId(since.boot()).setUptimeMs(since.uptime().toMillis()));
    try {
      return JournalRecord.parseFrom(bytes).toBuilder().mergeFrom(now.build()).build();
    } catch (InvalidProtocolBufferException e) {
      return now.build();
    }
  }
}
