package io.voxbus.hil.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.util.JsonFormat;
import io.voxbus.module.app.Terminal;
import io.voxbus.proto.v1.Transcript;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The whole command, with the model that comes with Voxbus. */
@Timeout(120)
class VoxbusBenchTest {
  private static final Pattern CANDUMP =
      Pattern.compile("\\([0-9]{10}\\.[0-9]{6}\\) vcan0 ([0-9A-F]{3}|[0-9A-F]{8})#([0-9A-F]{2})*");

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void anUnknownCommandIsTheUsersMistake() {
    assertEquals(2, run("", "fly"));
    assertTrue(error().startsWith("voxbus: Unmatched argument"), error());
    assertEquals(1, error().lines().count());
  }

  @Test
  void aSeatThatNoCarHasIsTheUsersMistake() {
    assertEquals(2, run("", "--seat", "trunk"));
    assertTrue(error().contains("rear_left"), error());
  }

  @Test
  void aBoardThatIsMissingIsToldInOneLine() {
    assertEquals(1, run("", "--board", "no-such-board"));
    assertEquals(1, error().lines().count(), error());
  }

  @Test
  void aPortThatDoesNotExistIsToldInOneLine() {
    assertEquals(1, run("", "broker", "--port", "99999"));
    assertTrue(error().startsWith("voxbus broker: the broker cannot listen"), error());
    assertEquals(1, error().lines().count(), error());
  }

  @Test
  void aBrokerAddressThatIsNoneIsTheUsersMistake() {
    int code = run("", "bridge", "--board", "../board-configs/virtual", "--broker", "localhost");
    assertEquals(2, code);
    assertTrue(error().contains("mqtt://host:port"), error());
  }

  @Test
  void anAddressThatNeedsAnAuthorityIsToldSoInOneLine() {
    for (String verb : List.of("bridge --board ../board-configs/virtual", "vehicle")) {
      err.reset();
      assertEquals(2, run("", (verb + " --broker mqtts://localhost").split(" ")));
      assertTrue(error().contains("mqtts://localhost needs --ca FILE"), error());
      assertEquals(1, error().lines().count(), error());
    }
  }

  @Test
  void aMissingKeyIsToldInOneLine() {
    String bridge = "bridge --board ../board-configs/virtual --command-key no-such-key";
    for (String line : List.of(bridge, "sign --transcript-key no-such-key")) {
      err.reset();
      assertEquals(2, run("", line.split(" ")));
      assertTrue(error().contains("there is no no-such-key"), error());
      assertEquals(1, error().lines().count(), error());
    }
  }

  @Test
  void aTranscriptIsSignedWithTheTimeAndWithoutTellingTheKey(@TempDir Path folder)
      throws IOException {
    String secret = "5c".repeat(32);
    Path key = Files.writeString(folder.resolve("key"), "k1 " + secret);
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
    assertEquals(
        0,
        run("{\"id\": \"a\", \"text\": \"stop\"}\n", "sign", "--transcript-key", key.toString()));
    Transcript.Builder signed = Transcript.newBuilder();
    JsonFormat.parser().merge(output(), signed);
    assertEquals("k1", signed.getKeyId());
    assertEquals(32, signed.getSignature().size());
    assertTrue(signed.getSpokenAtMs() > 0);
    assertFalse((output() + error()).contains(secret));
  }

  @Test
  void aTranscriptThatCannotBeReadIsNotSignedAndToldInOneLine(@TempDir Path folder)
      throws IOException {
    Path key = Files.writeString(folder.resolve("key"), "k1 " + "5c".repeat(32));
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
    for (String line : List.of("{\"id\": ", "{\"signature\": \"!\"}", "{\"confidence\": 1e400}")) {
      err.reset();
      assertEquals(1, run(line, "sign", "--transcript-key", key.toString()));
      assertTrue(error().contains("no JSON transcript"), error());
      assertEquals(1, error().lines().count(), error());
    }
    assertEquals("", output());
  }

  @Test
  void everyCommandHasHelpAndAVersion() {
    for (String verb :
        List.of(
            "serve",
            "resolve",
            "evaluate",
            "frames",
            "dbc",
            "model",
            "broker",
            "bridge",
            "vehicle",
            "sign")) {
      assertEquals(0, run("", verb, "--help"), verb);
      assertEquals(0, run("", verb, "--version"), verb);
    }
    assertEquals(0, run("", "--help"));
    assertEquals(0, run("", "--version"));
    assertEquals("", error());
  }

  @Test
  void theEndOfInputEndsTheDemonstration() {
    assertEquals(0, run("\n  \n"));
    assertEquals("", output());
  }

  @Test
  void aSentenceWithoutAnEndOfLineIsHeardToo() {
    assertEquals(0, run("turn off the radio"));
    assertTrue(output().contains("turn off the radio"), output());
  }

  @Test
  void aCommandIsShownFromItsTokensToItsFrames() {
    assertEquals(0, run("set the driver side to 21 degrees\n"));
    assertTrue(output().contains("<vc_1> temperature= 2 1 area=driver <vc_end>"), output());
    assertTrue(output().contains("set_temperature(temperature=21"), output());
    assertTrue(CANDUMP.matcher(output()).find(), output());
    assertTrue(output().contains("TemperatureFrontLeft=21 degC"), output());
    assertFalse(output().contains("\u001b"), "colours in a pipe");
  }

  @Test
  void theVehiclesStateAndAYesDecideWhatIsCarriedOut() {
    String lines =
        """
        open the trunk
        /drive 60
        open the trunk
        /set Vehicle.Cabin.Seat.Row1.PassengerSide.IsOccupied true
        close the passenger window
        yes
        /seat rear_left
        set the cruise control to 100
        """;
    assertEquals(0, run(lines));
    List<String> calls = output().lines().filter(line -> line.startsWith("  call ")).toList();
    assertEquals(
        List.of(
            "  call     control_trunk(action=open)  transmitted",
            "  call     control_trunk(action=open)  refused by openings_while_driving",
            "  call     control_window(action=close, position=0, area=front_right)  asked because of"
                + " closing_on_somebody",
            "  call     control_window(action=close, position=0, area=front_right)  transmitted",
            "  call     set_cruise_speed(speed=100, unit=kmh)  refused by driver_only"),
        calls);
  }

  @Test
  void aLineWithASlashThatIsNoneIsExplained() {
    assertEquals(0, run("/fly\n/drive fast\n/seat trunk\n"));
    assertEquals(3, error().lines().filter(line -> line.startsWith("/drive KMH")).count());
  }

  @Test
  void inJsonEachSentenceIsOneObjectOnOneLine() throws Exception {
    assertEquals(0, run("turn off the radio\nwhat a lovely day\n", "--json"));
    List<String> lines = output().lines().toList();
    assertEquals(2, lines.size());
    JsonNode command = new ObjectMapper().readTree(lines.get(0));
    assertEquals("turn off the radio", command.path("text").asText());
    assertTrue(CANDUMP.matcher(command.at("/frames/0/candump").asText()).matches(), lines.get(0));
    JsonNode talk = new ObjectMapper().readTree(lines.get(1));
    assertEquals("OUTCOME_NOTHING_TO_DO", talk.at("/response/outcome").asText());
    assertEquals(0, talk.path("frames").size());
  }

  private int run(String input, String... args) {
    ByteArrayInputStream in = new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8));
    Terminal terminal =
        new Terminal(
            in,
            new PrintStream(out, false, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            false);
    return VoxbusBench.run(terminal, args);
  }

  private String output() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private String error() {
    return err.toString(StandardCharsets.UTF_8);
  }
}
