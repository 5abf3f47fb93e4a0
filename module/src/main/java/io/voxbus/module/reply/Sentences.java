package io.voxbus.module.reply;

import io.voxbus.proto.v1.CallState;
import io.voxbus.proto.v1.Outcome;
import io.voxbus.vehicle.Call;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What the head unit shows or speaks, worded by the lines of a {@link Wording}. */
final class Sentences {
  private final Map<String, String> wording;

  Sentences(Wording wording) {
    this.wording = wording.lines();
  }

  /** The sentence for an outcome without calls; empty when there is nothing to say. */
  String about(Outcome outcome) {
    String name = outcome.name().substring("OUTCOME_".length()).toLowerCase(Locale.ROOT);
    return wording.getOrDefault("outcome." + name, "");
  }

  /**
   * The question between two readings, about the first call in which they differ.
   *
   * @param calls the likelier reading, not empty
   * @param instead the other one, with other calls
   */
  String question(List<Call> calls, List<Call> instead) {
    int place = 0;
    while (place < Math.min(calls.size(), instead.size())
        && calls.get(place).equals(instead.get(place))) {
      place++;
    }
    if (place == calls.size()) {
      return question("ask.also", clause(instead.get(place)));
    }
    String first = clause(calls.get(place));
    return place == instead.size()
        ? question("ask.one", first)
        : question("ask.two", first).replace("{1}", clause(instead.get(place)));
  }

  String about(Remark remark) {
    return wording.getOrDefault("remark." + remark.name().toLowerCase(Locale.ROOT), "");
  }

  /** The question whether, or where, calls are to be carried out, once more. */
  String again(List<Call> calls) {
    return sentence(question("ask.again", enumerated(calls.stream().map(this::clause).toList())));
  }

  /** The sentence for a refused call; empty for a rule that has none. */
  String reason(CallReport.Refused refused) {
    String key = "rule." + refused.rule();
    String line =
        Optional.ofNullable(refused.facts().get("of"))
            .map(of -> wording.get(key + "." + of))
            .orElse(wording.getOrDefault(key, ""));
    return new Template(line).fill(name -> fact(name, refused));
  }

  private Optional<String> fact(String name, CallReport.Refused refused) {
    return name.equals("noun")
        ? Optional.of(noun(refused.call().function().name()))
        : Optional.ofNullable(refused.facts().get(name))
            .filter(fact -> !fact.isEmpty())
            .map(fact -> wording.getOrDefault("fact." + name + "." + fact, CallPhrase.words(fact)));
  }

  /** What a function is about: its name without the verb, unless there is a better word. */
  private String noun(String function) {
    return wording.getOrDefault(
        "noun." + function, CallPhrase.words(function.substring(function.indexOf('_') + 1)));
  }

  private String question(String key, String first) {
    return wording.getOrDefault(key, "").replace("{0}", first);
  }

  private String clause(Call call) {
    CallPhrase phrase = phrase(call);
    return phrase.about() + " " + phrase.done();
  }

  /** The sentences for calls: first what was done, in one, then each that was not. */
  String about(List<CallReport> reports) {
    List<String> done = new ArrayList<>();
    List<String> undone = new ArrayList<>();
    for (CallReport report : reports) {
      if (Results.isDone(report)) {
        done.add(clause(report.call()));
      } else {
        undone.add(undone(report, phrase(report.call())));
      }
    }
    List<String> sentences = new ArrayList<>();
    if (!done.isEmpty()) {
      sentences.add(sentence(enumerated(done)));
    }
    undone.stream().map(Sentences::sentence).distinct().forEach(sentences::add);
    return String.join(" ", sentences);
  }

  private String undone(CallReport report, CallPhrase phrase) {
    if (report instanceof CallReport.Refused refused) {
      return reason(refused);
    }
    if (report instanceof CallReport.Asked asked) {
      return question("question." + asked.rule(), phrase.about()).replace("{1}", phrase.done());
    }
    CallState state = Results.state(report);
    String name = state.name().substring("CALL_".length()).toLowerCase(Locale.ROOT);
    return wording.getOrDefault("call." + name, "").replace("{0}", phrase.about());
  }

  /** The phrase of a call. */
  CallPhrase phrase(Call call) {
    return CallPhrase.of(call, wording);
  }

  private String enumerated(List<String> clauses) {
    int last = clauses.size() - 1;
    return last == 0
        ? clauses.get(0)
        : wording
            .getOrDefault("list.and", "{0}, {1}")
            .replace("{0}", String.join(", ", clauses.subList(0, last)))
            .replace("{1}", clauses.get(last));
  }

  private static String sentence(String clause) {
    String text = clause.strip();
    if (text.isEmpty()) {
      return text;
    }
    String begun = text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    return begun.endsWith(".") || begun.endsWith("?") ? begun : begun + ".";
  }
}
