package io.voxbus.module.can;

import io.voxbus.dbc.DbcMessage;
import io.voxbus.module.ground.Grounding.Grounded;
import io.voxbus.module.interlock.Pass;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Encodes cleared calls for one board.
 *
 * <p>A frame carries all signals of its message, so the encoder remembers the level signals that it
 * sent and repeats them, unless they were not carried out; at first they have the DBC file's start
 * values. A pulse request is followed by a frame with its signals at idle; either is sent again
 * where the mapping wants it. Counters go on with each frame of a protected message.
 *
 * <p>Because of that memory an encoder belongs to one thread, and one bus needs one encoder. It
 * makes a plan of each function when it is first called; from then on a call costs hardly an object
 * that is not in its result.
 */
public final class CommandEncoder {
  private static final Comparator<CanFrame> BY_DELAY = Comparator.comparingInt(CanFrame::delayMs);

  private final BoardMapping mapping;
  private final Map<String, FunctionPlan> plans = new HashMap<>();
  private final Map<String, MessageState> messages = new TreeMap<>();

  /** Of the call under way: kept, as lists that grow are garbage. */
  private final List<MessageState> asked = new ArrayList<>();

  private final List<SignalValue> signals = new ArrayList<>();
  private final List<CanFrame> frames = new ArrayList<>();

  /** Calls that were encoded to be sent. */
  private long calls;

  /** How one function is put on the bus. */
  private record FunctionPlan(Timing timing, List<SignalPlan> signals) {}

  /** An encoder that has sent nothing yet. */
  public CommandEncoder(BoardMapping mapping) {
    this.mapping = mapping;
  }

  /**
   * The signals and frames of a call that is sent. Its level signals count as sent from then on.
   *
   * @throws IllegalArgumentException when the call was grounded for another board
   */
  public EncodedCommand encode(Pass pass) {
    FunctionPlan plan = plan(pass.grounded().call().function().name());
    EncodedCommand command = encoded(plan, pass.grounded(), ++calls);
    for (int i = 0; i < asked.size(); i++) { // an iterator would be garbage
      if (plan.timing.pulse()) {
        asked.get(i).forget();
      } else {
        asked.get(i).keep(calls);
      }
    }
    clear();
    return command;
  }

  /**
   * The signals and frames that a call would have now. It leaves no trace.
   *
   * @throws IllegalArgumentException when the call was grounded for another board
   */
  public EncodedCommand preview(Pass pass) {
    EncodedCommand command =
        encoded(plan(pass.grounded().call().function().name()), pass.grounded(), 0);
    asked.forEach(MessageState::undo);
    clear();
    return command;
  }

  /** A number for a call that was sent before this encoder was made. */
  public long reserve() {
    return ++calls;
  }

  /** A call was sent before this encoder was made, and carried out: its levels last. */
  public void wasCarriedOut(Grounded grounded, long number) {
    FunctionPlan plan = plan(grounded.call().function().name());
    try {
      ask(plan, grounded);
      if (!plan.timing.pulse()) {
        asked.forEach(message -> message.settle(number));
      }
    } finally {
      asked.forEach(MessageState::undo);
      clear();
    }
  }

  /** A command was carried out: the levels that it set last. */
  public void carriedOut(EncodedCommand command) {
    messages.values().forEach(message -> message.levels().settle(command.number()));
  }

  /**
   * Nothing of a command reached the bus: its levels count as if it had not been. Else the next
   * command about the same message would bring them there.
   */
  public void takeBack(EncodedCommand command) {
    messages.values().forEach(message -> message.levels().takeBack(command.number()));
  }

  /**
   * Nobody knows whether a command is carried out: it counts as if it is not, until it is known.
   */
  public void doubt(EncodedCommand command) {
    messages.values().forEach(message -> message.levels().doubt(command.number()));
  }

  /** The levels that were carried out and are not as they were at first. */
  public List<Level> levels() {
    List<Level> told = new ArrayList<>();
    messages.values().forEach(message -> message.addLevels(told));
    return told;
  }

  /** Goes on with the levels of another encoder; those that this board lacks are passed over. */
  public void restore(List<Level> levels) {
    for (Level level : levels) {
      mapping.dbc().messages().stream()
          .filter(message -> message.name().equals(level.message()))
          .forEach(message -> state(message).restore(level));
    }
  }

  private EncodedCommand encoded(FunctionPlan plan, Grounded grounded, long number) {
    try {
      fill(plan, grounded);
      return new EncodedCommand(grounded.call(), signals, frames, number);
    } catch (RuntimeException fault) {
      asked.forEach(MessageState::undo);
      clear();
      throw fault;
    }
  }

  private FunctionPlan plan(String function) {
    FunctionPlan known = plans.get(function);
    if (known != null) {
      return known;
    }
    FunctionPlan made =
        Optional.ofNullable(mapping.functions().get(function))
            .map(mapped -> new FunctionPlan(mapped.timing(), signalPlans(mapped)))
            .orElseThrow(() -> new IllegalArgumentException("this board has no " + function));
    plans.put(function, made);
    return made;
  }

  private List<SignalPlan> signalPlans(FunctionMapping function) {
    return function.signals().stream()
        .map(signal -> new SignalPlan(signal, target -> state(target.message())))
        .toList();
  }

  private MessageState state(DbcMessage message) {
    return messages.computeIfAbsent(
        message.name(),
        name ->
            new MessageState(
                message,
                mapping.idle().getOrDefault(name, Map.of()),
                Optional.ofNullable(mapping.protections().get(name))));
  }

  private void ask(FunctionPlan plan, Grounded grounded) {
    for (int i = 0; i < plan.signals.size(); i++) { // an iterator would be garbage
      plan.signals.get(i).ask(grounded, asked);
    }
  }

  private void fill(FunctionPlan plan, Grounded grounded) {
    ask(plan, grounded);
    for (int i = 0; i < asked.size(); i++) {
      asked.get(i).addSignals(signals);
      asked.get(i).addFrames(plan.timing, frames);
    }
    frames.sort(BY_DELAY);
  }

  private void clear() {
    asked.clear();
    signals.clear();
    frames.clear();
  }
}
