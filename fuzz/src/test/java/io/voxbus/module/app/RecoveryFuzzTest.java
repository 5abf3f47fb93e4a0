package io.voxbus.module.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.voxbus.module.bridge.AckTracker;
import io.voxbus.module.reply.ResponseWriter;
import io.voxbus.module.reply.Wording;
import io.voxbus.proto.v1.AckState;
import io.voxbus.proto.v1.CommandResponse;
import io.voxbus.proto.v1.JournalRecord;
import io.voxbus.proto.v1.JournalStage;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What is answered after a restart, from records that a journal could hold. */
final class RecoveryFuzzTest {
  /** Patience ends at once. */
  private static final Vertx HASTY =
      (Vertx)
          Proxy.newProxyInstance(
              Vertx.class.getClassLoader(),
              new Class<?>[] {Vertx.class},
              (vertx, setTimer, arguments) -> fire((Handler<?>) arguments[1]));

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
    new Recovery(acks, new ResponseWriter(Wording.ENGLISH), List.of(record))
        .begin(HASTY, Duration.ofSeconds(1), responses::add);
    return responses;
  }

  private static JournalRecord record(byte[] bytes, JournalStage stage) {
    try {
      return JournalRecord.parseFrom(bytes).toBuilder().setStage(stage).build();
    } catch (InvalidProtocolBufferException e) {
      return JournalRecord.newBuilder().setStage(stage).build();
    }
  }
}
