package io.voxbus.module.can;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.voxbus.proto.v1.Frame;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/** Lines of candump; one that is read is what the bridge writes for the same frame. */
final class CandumpLineFuzzTest {
  @FuzzTest
  void isReadOrPassedOverAndWrittenTheSame(byte[] bytes) {
    Optional<CandumpLine> line = CandumpLine.parse(new String(bytes, StandardCharsets.UTF_8));
    line.ifPresent(CandumpLineFuzzTest::check);
  }

  private static void check(CandumpLine line) {
    assertTrue(line.data().size() <= 64);
    Frame frame =
        Frame.newBuilder()
            .setCanId(line.id())
            .setExtended(line.extended())
            .setData(line.data())
            .setFd(line.fd())
            .build();
    String written =
        new io.voxbus.canbridge.CandumpLine(Instant.EPOCH, line.channel(), frame).toString();
    CandumpLine again = CandumpLine.parse(written).orElseThrow();
    assertEquals(
        new CandumpLine(
            "0.000000", line.channel(), line.id(), line.extended(), line.fd(), line.data()),
        again);
  }
}
