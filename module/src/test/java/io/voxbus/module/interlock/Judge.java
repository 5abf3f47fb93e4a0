package io.voxbus.module.interlock;

import static io.voxbus.module.ground.VirtualBoard.BOARD;

import io.voxbus.module.ground.Board;
import io.voxbus.module.ground.Grounder;
import io.voxbus.module.ground.Grounding;
import io.voxbus.module.ground.Grounding.Grounded;
import io.voxbus.module.ground.Grounding.Ungrounded;
import io.voxbus.module.interlock.Request.Asker;
import io.voxbus.proto.v1.Seat;
import io.voxbus.vehicle.Call;
import io.voxbus.vehicle.Catalogue;
import java.util.Map;

/** What the standard gate says of calls on a board, in a word. */
final class Judge {
  private static final Gate GATE = Gate.standard();

  private Judge() {}

  /** Of calls on the virtual board. */
  static String says(String function, Map<String, ?> args, Seat speaker, State state) {
    return says(BOARD, function, args, speaker, state);
  }

  /**
   * "yes", or "no" or "ask" and the rule, or the rule alone when the call never reaches the gate.
   */
  static String says(Board board, String function, Map<String, ?> args, Seat speaker, State state) {
    Call call = Call.of(Catalogue.standard(), function, args);
    Grounding grounding = new Grounder(board).ground(call, speaker);
    if (grounding instanceof Ungrounded ungrounded) {
      return ungrounded.rule();
    }
    Grounded grounded = (Grounded) grounding;
    Asker asker = new Asker(speaker, board.driver(), false);
    Verdict verdict = GATE.judge(new Request(grounded, asker, state.snapshot()));
    if (verdict instanceof Verdict.Held held) {
      return (held instanceof Verdict.Asked ? "ask " : "no ") + held.rule().id();
    }
    return "yes";
  }
}
