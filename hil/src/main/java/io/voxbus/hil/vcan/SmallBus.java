package io.voxbus.hil.vcan;

import com.google.protobuf.ByteString;
import io.voxbus.module.can.CandumpLine;
import io.voxbus.proto.v1.AckReason;
import io.voxbus.proto.v1.AckState;
import io.voxbus.proto.v1.CanBridgeAck;
import io.voxbus.proto.v1.CanBridgeCommand;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import tel.schich.javacan.CanChannels;
import tel.schich.javacan.CanFrame;
import tel.schich.javacan.CanId;
import tel.schich.javacan.RawCanChannel;

/** The trials on the bus of the small board. */
final class SmallBus {
  private static final int SPAM_11_BITS = 0x800;
  private static final int SPAM_29_BITS = 5_000;
  private static final int CHUNK = 200;
  private static final Set<Integer> REQUESTS =
      Set.of(SmallCommands.CLIMATE, SmallCommands.CRUISE, SmallCommands.DRIVE);

  private final String channel;
  private final TrialPeer peer;
  private final BusDump bus;
  private final Results results;

  SmallBus(String channel, TrialPeer peer, BusDump bus, Results results) {
    this.channel = channel;
    this.peer = peer;
    this.bus = bus;
    this.results = results;
  }

  /** Tries all. */
  void tryAll() {
    results.trying("a level request", this::level);
    results.trying("a vehicle that does not follow", this::notFollowed);
    results.trying("a pulse", this::pulse);
    results.trying("CAN FD", this::fd);
    results.trying("a late command", this::late);
    results.trying("a sequence", this::sequence);
    results.trying("spam", this::spam);
    results.trying("a cycle", this::cycle);
    results.trying("a bus that is off", this::busOff);
    results.trying("an interface that goes down", this::down);
  }

  private void level() throws Exception {
    peer.publish(List.of(SmallCommands.temperature("level", 21).build()));
    await("level", AckState.ACK_TRANSMITTED);
    vehicleSays(SmallCommands.CLIMATE_STATE, 42, 0);
    await("level", AckState.ACK_CONFIRMED);
    results.check(
        "a level request is accepted, transmitted, and confirmed by feedback",
        states("level")
            .equals(
                List.of(AckState.ACK_ACCEPTED, AckState.ACK_TRANSMITTED, AckState.ACK_CONFIRMED)),
        states("level"));
    results.check(
        "its frame is on the bus as candump sees it",
        hex(bus.frames(SmallCommands.CLIMATE)).equals(List.of("486#1600")),
        hex(bus.frames(SmallCommands.CLIMATE)));
  }

  private void notFollowed() throws Exception {
    peer.publish(List.of(SmallCommands.temperature("deaf", 25).build()));
    await("deaf", AckState.ACK_TRANSMITTED);
    vehicleSays(SmallCommands.CLIMATE_STATE, 42, 0);
    results.eventually(
        "what the vehicle does not follow stays transmitted, and a detail says why",
        () -> peer.acks("deaf").size() == 3,
        () -> peer.acks("deaf").stream().map(CanBridgeAck::getDetail).toList());
  }

  private void pulse() throws Exception {
    int before = bus.frames().size();
    peer.publish(List.of(SmallCommands.horn("pulse", 200).build()));
    await("pulse", AckState.ACK_TRANSMITTED);
    results.eventually(
        "a pulse is pressed and released, with a 29-bit identifier",
        () -> hex(since(before)).equals(List.of("00000486#01", "00000486#00")),
        () -> hex(since(before)));
    double held = BusDump.seconds(since(before).get(0), since(before).get(1));
    results.check(
        "it is held for 200 ms", held > 0.198 && held < 0.26, "%.1f ms".formatted(held * 1000));
  }

  private void fd() throws Exception {
    peer.publish(List.of(SmallCommands.sport("fd").build()));
    await("fd", AckState.ACK_TRANSMITTED);
    results.eventually(
        "a message of CAN FD is on the bus",
        () ->
            hex(bus.frames(SmallCommands.DRIVE)).equals(List.of("300#" + "00".repeat(10) + "5300")),
        () -> hex(bus.frames(SmallCommands.DRIVE)));
  }

  private void late() throws Exception {
    CanBridgeCommand late =
        SmallCommands.temperature("late", 30).setIssuedAtMs(1).setExpiresAtMs(2).build();
    rejected("a command that came too late is rejected", late, AckReason.REASON_EXPIRED);
  }

  private void sequence() throws Exception {
    peer.publish(List.of(SmallCommands.temperature("new", 22).setRun("r").setSequence(9).build()));
    await("new", AckState.ACK_TRANSMITTED);
    rejected(
        "an older command for the same message is rejected",
        SmallCommands.temperature("old", 23).setRun("r").setSequence(8).build(),
        AckReason.REASON_OUT_OF_SEQUENCE);
  }

  /** Each has a good frame, and the foreign one beside it. */
  private void spam() throws Exception {
    int before = bus.frames().size();
    List<CanBridgeCommand> commands = spamCommands();
    for (int from = 0; from < commands.size(); from += CHUNK) {
      List<CanBridgeCommand> chunk =
          commands.subList(from, Math.min(from + CHUNK, commands.size())).stream()
              .map(SmallCommands::fresh)
              .toList();
      peer.publish(chunk);
      Results.await(() -> chunk.stream().allMatch(each -> !peer.acks(each.getId()).isEmpty()));
    }
    long rejected =
        commands.stream()
            .filter(each -> reasons(each.getId()).equals(List.of(AckReason.REASON_NOT_ALLOWED)))
            .count();
    results.check(
        "every other identifier of 11 bits, and 5,000 of 29, are rejected",
        rejected == commands.size(),
        rejected + " of " + commands.size());
    results.check("no frame left meanwhile", since(before).isEmpty(), since(before).size());
  }

  private static List<CanBridgeCommand> spamCommands() {
    List<CanBridgeCommand> commands = new ArrayList<>();
    for (int id = 0; id < SPAM_11_BITS; id++) {
      if (!REQUESTS.contains(id)) {
        commands.add(withForeignFrame(id, false));
      }
    }
    Random random = new Random(20_261_127);
    for (int place = 0; place < SPAM_29_BITS; place++) {
      commands.add(withForeignFrame(random.nextInt(1 << 29), true));
    }
    return commands;
  }

  private static CanBridgeCommand withForeignFrame(int id, boolean extended) {
    return SmallCommands.temperature("spam-" + id + (extended ? "x" : ""), 40)
        .addFrames(SmallCommands.frame(id, 1).setExtended(extended))
        .build();
  }

  private void cycle() throws Exception {
    peer.publish(List.of(SmallCommands.cruise("cycle").build()));
    await("cycle", AckState.ACK_TRANSMITTED);
    boolean repeated = Results.await(() -> bus.frames(SmallCommands.CRUISE).size() >= 51);
    List<CandumpLine> frames = bus.frames(SmallCommands.CRUISE);
    double mean =
        repeated ? BusDump.seconds(frames.get(0), frames.get(50)) / 50 * 1000 : Double.NaN;
    results.check(
        "a message with a cycle of 20 ms is repeated",
        mean > 19 && mean < 22,
        "mean %.2f ms".formatted(mean));
    List<Integer> counters = frames.stream().map(frame -> frame.data().byteAt(1) & 0b1111).toList();
    boolean inOrder = true;
    for (int place = 0; place < counters.size(); place++) {
      inOrder &= counters.get(place) == place % 15;
    }
    results.check("its counter goes on with each frame", inOrder, counters.subList(0, 17));
  }

  private void busOff() throws Exception {
    controllerSays(0x40);
    rejectedAfterAccepted("a bus that is off is said to be unavailable", "off");
    controllerSays(0x100);
    carriedOutAgain("when the controller is on again commands are sent", "on");
  }

  private void down() throws Exception {
    link("down");
    rejectedAfterAccepted("an interface that is down is said to be unavailable", "down");
    link("up");
    carriedOutAgain("when it is up again the bridge opens it again", "up");
  }

  private void rejectedAfterAccepted(String fact, String prefix) throws Exception {
    List<String> tried = new ArrayList<>();
    results.eventually(
        fact,
        () -> {
          String id = prefix + "-" + tried.size();
          tried.add(id);
          peer.publish(List.of(SmallCommands.temperature(id, 15).build()));
          quietly(() -> Results.await(() -> peer.acks(id).size() >= 2));
          return reasons(id).contains(AckReason.REASON_BUS_UNAVAILABLE);
        },
        () -> details(tried.get(tried.size() - 1)));
  }

  private void carriedOutAgain(String fact, String prefix) throws Exception {
    List<String> tried = new ArrayList<>();
    results.eventually(
        fact,
        () -> {
          String id = prefix + "-" + tried.size();
          tried.add(id);
          peer.publish(List.of(SmallCommands.temperature(id, 16).build()));
          quietly(() -> Results.await(() -> peer.acks(id).size() >= 2));
          return states(id).contains(AckState.ACK_TRANSMITTED);
        },
        () -> states(tried.get(tried.size() - 1)));
  }

  private static void quietly(Results.Trial trial) {
    try {
      trial.run();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private void rejected(String fact, CanBridgeCommand command, AckReason reason) throws Exception {
    int before = bus.frames(SmallCommands.CLIMATE).size();
    peer.publish(List.of(command));
    results.eventually(
        fact,
        () -> reasons(command.getId()).equals(List.of(reason)),
        () -> details(command.getId()));
    results.check(
        "... and nothing of it left", bus.frames(SmallCommands.CLIMATE).size() == before, before);
  }

  private void link(String state) throws IOException, InterruptedException {
    new ProcessBuilder("ip", "link", "set", channel, state).inheritIO().start().waitFor();
  }

  private void vehicleSays(int id, int... bytes) throws IOException {
    byte[] data = SmallCommands.frame(id, bytes).getData().toByteArray();
    send(CanFrame.create(id, CanFrame.FD_NO_FLAGS, data));
  }

  /** An error frame, as a controller's driver makes it. */
  private void controllerSays(int error) throws IOException {
    send(CanFrame.createRaw(CanId.ERR_FLAG | error, CanFrame.FD_NO_FLAGS, new byte[8], 0, 8));
  }

  private void send(CanFrame frame) throws IOException {
    try (RawCanChannel vehicle = CanChannels.newRawChannel(channel)) {
      vehicle.write(frame);
    }
  }

  private void await(String id, AckState state) throws InterruptedException {
    Results.await(() -> states(id).contains(state));
  }

  private List<AckState> states(String id) {
    return peer.acks(id).stream().map(CanBridgeAck::getState).toList();
  }

  private List<AckReason> reasons(String id) {
    return peer.acks(id).stream().map(CanBridgeAck::getReason).toList();
  }

  private String details(String id) {
    return peer.acks(id).stream()
        .map(ack -> ack.getReason() + " " + ack.getDetail())
        .collect(Collectors.joining("; "));
  }

  private List<CandumpLine> since(int before) {
    return bus.frames().stream().skip(before).toList();
  }

  private static List<String> hex(List<CandumpLine> frames) {
    return frames.stream().map(frame -> frame.hexId() + "#" + hex(frame.data())).toList();
  }

  private static String hex(ByteString data) {
    return HexFormat.of().withUpperCase().formatHex(data.toByteArray());
  }
}
