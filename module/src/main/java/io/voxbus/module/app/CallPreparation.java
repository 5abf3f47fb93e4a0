package io.voxbus.module.app;

import io.voxbus.module.can.BoardMapping;
import io.voxbus.module.can.CommandEncoder;
import io.voxbus.module.can.EncodedCommand;
import io.voxbus.module.can.Level;
import io.voxbus.module.ground.Board;
import io.voxbus.module.ground.Grounder;
import io.voxbus.module.ground.Grounding;
import io.voxbus.module.ground.Grounding.Grounded;
import io.voxbus.module.ground.Grounding.Ungrounded;
import io.voxbus.module.ground.Hardware;
import io.voxbus.module.interlock.Contradictions;
import io.voxbus.module.interlock.Gate;
import io.voxbus.module.interlock.Pass;
import io.voxbus.module.interlock.Request;
import io.voxbus.module.interlock.Request.Asker;
import io.voxbus.module.interlock.Rule;
import io.voxbus.module.interlock.VehicleSnapshot;
import io.voxbus.module.interlock.Verdict;
import io.voxbus.module.reply.CallReport;
import io.voxbus.vehicle.Call;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** From understood calls to commands: ground each, pass it through the gate, encode what goes. */
final class CallPreparation {
  /** The rule of a call whose place was not said, by somebody whose seat nobody knows. */
  static final String PLACE_UNKNOWN = "speaker_unknown";

  private final Board board;
  private final Grounder grounder;
  private final Gate gate = Gate.standard();
  private final CommandEncoder encoder;
  private Consumer<List<Level>> keep = levels -> {};

  private CallPreparation(Board board, BoardMapping mapping) {
    this.board = board;
    this.grounder = new Grounder(board);
    this.encoder = new CommandEncoder(mapping);
  }

  /**
   * Reads a board.
   *
   * @throws io.voxbus.module.ground.BoardException when a file of the board is missing or wrong
   * @throws io.voxbus.dbc.DbcException when the DBC file is
   */
  static CallPreparation read(Path folder) {
    Board board = Board.read(folder);
    return new CallPreparation(board, BoardMapping.read(folder, board));
  }

  /** What became of a call on its way to the bridge. */
  sealed interface Prepared {
    /** It may be sent, if the gate still lets it through when it goes out. */
    record Ready(Request request) implements Prepared {
      /** The grounded call. */
      Call call() {
        return request.grounded().call();
      }
    }

    /** It must not be sent, or not yet. */
    record Held(CallReport report) implements Prepared {}
  }

  /** Goes on with the levels that a file has, and keeps them there. */
  void keepLevels(LevelFile file) {
    encoder.restore(file.read());
    keep = file::write;
  }

  String board() {
    return board.name();
  }

  /** The computer of this car. */
  Hardware hardware() {
    return board.hardware();
  }

  /** What the call at a place of an undertaking means in this car. */
  Grounding ground(Undertaking undertaking, int place) {
    return grounder.ground(undertaking.calls().get(place), undertaking.utterance().speaker());
  }

  /** Prepares the calls of one utterance, in the state in which the vehicle is. */
  List<Prepared> prepare(Undertaking undertaking, VehicleSnapshot vehicle) {
    Asker asker =
        new Asker(undertaking.utterance().speaker(), board.driver(), undertaking.confirmed());
    List<Grounding> groundings =
        IntStream.range(0, undertaking.calls().size())
            .mapToObj(place -> ground(undertaking, place))
            .toList();
    return IntStream.range(0, groundings.size())
        .mapToObj(place -> prepare(place, groundings, asker, vehicle))
        .toList();
  }

  /** What the gate says of a prepared call when it is to go out. */
  sealed interface Going {
    /** It goes out, once. */
    record Out(EncodedCommand command) implements Going {}

    /** It must not, or not yet. */
    record Held(CallReport report) implements Going {}
  }

  /**
   * Lets a prepared call go out, if the gate lets it in the state in which the vehicle is by now.
   * Only then it is encoded, so that what was held leaves no trace in the frames of others.
   */
  Going go(Prepared.Ready ready, VehicleSnapshot vehicle) {
    Grounded grounded = ready.request().grounded();
    Verdict verdict = gate.judge(ready.request().in(vehicle));
    if (!(verdict instanceof Pass pass)) {
      return new Going.Held(CallReport.held(grounded.call(), (Verdict.Held) verdict));
    }
    if (!gate.admits(pass, grounded)) {
      return new Going.Held(
          CallReport.held(grounded.call(), new Verdict.Refused(Rule.PASS_INVALID)));
    }
    return new Going.Out(encoder.encode(pass));
  }

  /** Whether the gate would let a prepared call go out in the state in which the vehicle is. */
  boolean mayGo(Prepared.Ready ready, VehicleSnapshot vehicle) {
    return gate.judge(ready.request().in(vehicle)) instanceof Pass;
  }

  /** A command that went out was carried out: its levels last. */
  void carriedOut(EncodedCommand command) {
    encoder.carriedOut(command);
    keep.accept(encoder.levels());
  }

  /** A command that went out is not carried out: its levels go along in no frame. */
  void takeBack(EncodedCommand command) {
    encoder.takeBack(command);
  }

  /** Nobody knows of a command that went out: its levels go along in no frame until it is known. */
  void doubt(EncodedCommand command) {
    encoder.doubt(command);
  }

  /** A number for a command that went out before there was this service. */
  long reserve() {
    return encoder.reserve();
  }

  /** A command that went out before there was this service was carried out: its levels last. */
  void wasCarriedOut(Grounded grounded, long number) {
    encoder.wasCarriedOut(grounded, number);
    keep.accept(encoder.levels());
  }

  private Prepared prepare(
      int place, List<Grounding> groundings, Asker asker, VehicleSnapshot vehicle) {
    if (groundings.get(place) instanceof Ungrounded ungrounded) {
      return new Prepared.Held(ungrounded(ungrounded, groundings.size() == 1));
    }
    Grounded grounded = (Grounded) groundings.get(place);
    if (Contradictions.contradicted(grounded, othersThan(place, groundings))) {
      return new Prepared.Held(
          CallReport.held(grounded.call(), new Verdict.Refused(Rule.CONTRADICTORY)));
    }
    Request request = new Request(grounded, asker, vehicle);
    Verdict verdict = gate.judge(request);
    if (verdict instanceof Pass pass) {
      encoder.preview(pass);
      return new Prepared.Ready(request);
    }
    return new Prepared.Held(CallReport.held(grounded.call(), (Verdict.Held) verdict));
  }

  /** One missing place can be asked for; among several calls it would not be clear whose it is. */
  private static CallReport ungrounded(Ungrounded ungrounded, boolean alone) {
    return alone && ungrounded.rule().equals(PLACE_UNKNOWN)
        ? new CallReport.Asked(ungrounded.call(), PLACE_UNKNOWN)
        : new CallReport.Refused(ungrounded.call(), ungrounded.rule(), ungrounded.facts());
  }

  private static List<Grounded> othersThan(int place, List<Grounding> groundings) {
    return IntStream.range(0, groundings.size())
        .filter(other -> other != place)
        .mapToObj(groundings::get)
        .filter(Grounded.class::isInstance)
        .map(Grounded.class::cast)
        .toList();
  }
}
