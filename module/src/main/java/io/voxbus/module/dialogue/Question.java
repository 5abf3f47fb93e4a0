package io.voxbus.module.dialogue;

import io.voxbus.vehicle.Call;
import java.util.List;
import java.util.Optional;

/** What a speaker was asked. */
public sealed interface Question {

  /** The calls that it is about, as the model's context for an answer in other words. */
  List<Call> about();

  /**
   * What is to be done when the answer is more than a yes or a no.
   *
   * @param calls what the model made of the answer, with {@link #about} as its context
   * @return empty when it does not answer the question: then it is a request of its own
   */
  Optional<List<Call>> answeredBy(List<Call> calls);

  /**
   * Shall these be carried out?
   *
   * @param about the calls, as they were understood
   */
  record Confirm(List<Call> about) implements Question {
    public Confirm {
      about = List.copyOf(about);
    }

    /** Leave is given by a yes, and by nothing else. */
    @Override
    public Optional<List<Call>> answeredBy(List<Call> calls) {
      return Optional.empty();
    }
  }

  /**
   * Which of two readings was meant?
   *
   * @param about the likelier one, not empty
   * @param instead the other one; empty when it asks for nothing
   */
  record Which(List<Call> about, List<Call> instead) implements Question {
    public Which {
      about = List.copyOf(about);
      instead = List.copyOf(instead);
    }

    /** Either reading, or calls of the functions of one of them and not of the other. */
    @Override
    public Optional<List<Call>> answeredBy(List<Call> calls) {
      boolean first = functions(calls).equals(functions(about));
      boolean second = functions(calls).equals(functions(instead));
      boolean one = calls.equals(about) || calls.equals(instead) || first != second;
      return Optional.of(calls).filter(answer -> one && !answer.isEmpty());
    }

    private static List<String> functions(List<Call> calls) {
      return calls.stream().map(call -> call.function().name()).toList();
    }
  }

  /**
   * At which place shall this be done?
   *
   * @param call the call, without a place
   */
  record Where(Call call) implements Question {
    @Override
    public List<Call> about() {
      return List.of(call);
    }

    @Override
    public Optional<List<Call>> answeredBy(List<Call> calls) {
      return Optional.of(calls)
          .filter(answer -> answer.size() == 1)
          .filter(answer -> answer.get(0).function().equals(call.function()))
          .filter(answer -> answer.get(0).argument("area").isPresent());
    }
  }
}
