package io.voxbus.hil.report;

import io.voxbus.module.can.CandumpLine;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/** The frames of a run, as candump {@code -L} writes them and in Vector's ASC. */
final class Traces {
  private static final DateTimeFormatter ASC_DATE =
      DateTimeFormatter.ofPattern("EEE MMM dd hh:mm:ss.SSS a yyyy", Locale.ENGLISH);
  private static final HexFormat HEX = HexFormat.ofDelimiter(" ").withUpperCase();

  private Traces() {}

  static void write(Path folder, Document run) throws IOException {
    List<CandumpLine> lines =
        run.cases().stream()
            .flatMap(result -> result.frames().stream())
            .sorted(Comparator.comparing(Traces::micros))
            .toList();
    Files.write(folder.resolve("trace.log"), lines.stream().map(CandumpLine::toString).toList());
    Files.write(folder.resolve("trace.asc"), asc(run.started(), lines));
  }

  /** Since 1970-01-01T00:00Z. */
  private static long micros(CandumpLine line) {
    return new BigDecimal(line.time()).movePointRight(6).longValue();
  }

  /**
   * The lines of an ASC file: its head, then for each frame the seconds since its first moment, the
   * channel, the identifier (with an x for 29 bits), the direction and the data.
   */
  static List<String> asc(Instant started, List<CandumpLine> frames) {
    String date = ASC_DATE.format(started.atZone(ZoneId.systemDefault()));
    List<String> lines = new ArrayList<>();
    lines.add("date " + date);
    lines.add("base hex  timestamps absolute");
    lines.add("internal events logged");
    lines.add("Begin Triggerblock " + date);
    lines.add("   0.000000 Start of measurement");
    frames.forEach(frame -> lines.add(line(started, frame)));
    lines.add("End TriggerBlock");
    return lines;
  }

  private static String line(Instant started, CandumpLine line) {
    String id = "%X%s".formatted(line.id(), line.extended() ? "x" : "");
    byte[] data = line.data().toByteArray();
    double seconds = (micros(line) - ChronoUnit.MICROS.between(Instant.EPOCH, started)) / 1e6;
    return line.fd()
        ? String.format(
                Locale.ROOT,
                "%11.6f CANFD   1 Tx   %11s                                  1 0 %x %2d %s",
                seconds,
                id,
                lengthCode(data.length),
                data.length,
                HEX.formatHex(data))
            + "   130000  130   303000 e0006659 46500250 4b140250 20011736 2001040d"
        : String.format(
            Locale.ROOT,
            "%11.6f 1  %-15s Tx   d %x %s",
            seconds,
            id,
            data.length,
            HEX.formatHex(data));
  }

  /** The code of a CAN FD payload's length. */
  private static int lengthCode(int bytes) {
    int[] lengths = {12, 16, 20, 24, 32, 48, 64};
    int code = 9;
    for (int length : lengths) {
      if (bytes <= length) {
        return bytes <= 8 ? bytes : code;
      }
      code++;
    }
    return code;
  }
}
