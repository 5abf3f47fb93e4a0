package io.voxbus.module.app;

import io.voxbus.module.can.BoardMapping;
import io.voxbus.module.can.CommandEncoder;
import io.voxbus.module.can.EncodedCommand;
import io.voxbus.module.ground.Board;
import io.voxbus.module.ground.Grounder;
import io.voxbus.module.ground.Grounding;
import io.voxbus.module.ground.Grounding.Grounded;
import io.voxbus.module.ground.Grounding.Ungrounded;
import io.voxbus.module.interlock.Gate;
import io.voxbus.module.interlock.VehicleSnapshot;
import io.voxbus.module.interlock.Verdict;
import io.voxbus.module.reply.CallReport;
import io.voxbus.proto.v1.Seat;
import io.voxbus.vehicle.Call;
import java.nio.file.Path;
import java.util.Optional;

/** From an understood call to a command: ground it, pass it through the gate, encode it. */
final class CallPreparation {
  private final Board board;
  private final Grounder grounder;
  private final Gate gate = Gate.standard();
  private final CommandEncoder encoder;

  private CallPreparation(Board board, BoardMapping mapping) {
    this.board = board;
    this.grounder = new Grounder(board);
    this.encoder = new CommandEncoder(mapping);
  }

  /**
   * Reads a board.
   *
   * @throws io.voxbus.module.ground.BoardException when a file of the board is missing or wrong
   * @throws io.voxbus.module.can.DbcException when the DBC file is
   */
  static CallPreparation read(Path folder) {
    Board board = Board.read(folder);
    return new CallPreparation(board, BoardMapping.read(folder, board));
  }

  /** What became of a call on its way to the bridge. */
  sealed interface Prepared {
    /** It may be sent, unless the gate refuses what was grounded by the time that it goes out. */
    record Ready(EncodedCommand command, Grounded grounded) implements Prepared {}

    /** It must not be sent. */
    record Refused(CallReport.Refused report) implements Prepared {}
  }

  String board() {
    return board.name();
  }

  /** Prepares one call, in the state in which the vehicle is. */
  Prepared prepare(Call call, Seat speaker, VehicleSnapshot vehicle) {
    Grounding grounding = grounder.ground(call, speaker);
    if (grounding instanceof Ungrounded ungrounded) {
      return refused(ungrounded.call(), ungrounded.rule(), ungrounded.reason());
    }
    Grounded grounded = (Grounded) grounding;
    Verdict verdict = gate.judge(grounded, vehicle);
    if (verdict instanceof Verdict.Refused refused) {
      return refused(grounded.call(), refused.rule(), refused.reason());
    }
    return new Prepared.Ready(encoder.encode((Gate.Cleared) verdict), grounded);
  }

  /** What the gate has against a prepared call, in the state in which the vehicle is by now. */
  Optional<CallReport.Refused> refusal(Prepared.Ready ready, VehicleSnapshot vehicle) {
    return gate.judge(ready.grounded(), vehicle) instanceof Verdict.Refused refused
        ? Optional.of(
            new CallReport.Refused(ready.grounded().call(), refused.rule(), refused.reason()))
        : Optional.empty();
  }

  private static Prepared refused(Call call, String rule, String reason) {
    return new Prepared.Refused(new CallReport.Refused(call, rule, reason));
  }
}
