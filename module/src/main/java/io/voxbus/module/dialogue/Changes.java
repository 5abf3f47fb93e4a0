package io.voxbus.module.dialogue;

import io.voxbus.vehicle.Call;
import io.voxbus.vehicle.Meaning;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What was carried out lately, and what each thing was set to before, as far as it was told. */
final class Changes {
  private static final int MOST = 64;

  /** For so many times the time of an undo it is believed that nobody turned a setting by hand. */
  private static final int SETTING_LASTS = 10;

  private final long keepNanos;
  private final Deque<Change> done = new ArrayDeque<>();
  private final Map<Thing, Setting> settings = new HashMap<>();
  private final Map<Conversation, Begun> begun = new LinkedHashMap<>();

  /** What a thing was set to, and when. */
  private record Setting(Call call, long atNanos) {}

  /** The last utterance whose commands went out, while it is not known what became of them. */
  private record Begun(String utterance, long atNanos) {}

  /**
   * One change.
   *
   * @param call what was carried out
   * @param before what the same thing was set to before; empty when nobody told
   */
  private record Change(
      Conversation conversation,
      String utterance,
      Call call,
      Optional<Call> before,
      long atNanos) {}

  Changes(Duration keep) {
    keepNanos = keep.toNanos();
  }

  /** Commands of an utterance go out. */
  void begin(Conversation conversation, String utterance, long nowNanos) {
    begun.remove(conversation);
    begun.put(conversation, new Begun(utterance, nowNanos));
    if (begun.size() > MOST) {
      begun.remove(begun.keySet().iterator().next());
    }
  }

  /** It is known of each of an utterance's commands whether it was carried out. */
  void end(Conversation conversation, String utterance) {
    begun.computeIfPresent(
        conversation, (key, last) -> last.utterance().equals(utterance) ? null : last);
  }

  /** A call was carried out; a step changes nothing that could be put back. */
  void add(Conversation conversation, String utterance, Call call, long nowNanos) {
    if (Meaning.isStep(call.function())) {
      return;
    }
    Optional<Call> before =
        set(call, nowNanos)
            .filter(last -> nowNanos - last.atNanos() <= SETTING_LASTS * keepNanos)
            .map(Setting::call);
    done.addLast(new Change(conversation, utterance, call, before, nowNanos));
    if (done.size() > MOST) {
      done.removeFirst();
    }
  }

  /**
   * Notes a setting, and forgets those that it may have changed besides.
   *
   * @return what the same thing was set to before; empty when nobody told
   */
  private Optional<Setting> set(Call call, long nowNanos) {
    Thing thing = Thing.of(call);
    Optional<Setting> before = Optional.ofNullable(settings.remove(thing));
    settings.keySet().removeIf(thing::meets);
    settings.put(thing, new Setting(call, nowNanos));
    return before;
  }

  /** What puts the conversation's last utterance back, last call first; each only once. */
  Heard.Undo undo(Conversation conversation, long nowNanos) {
    begun.values().removeIf(last -> nowNanos - last.atNanos() > keepNanos);
    if (begun.containsKey(conversation)) {
      return new Heard.Undo(List.of(), true);
    }
    done.removeIf(change -> nowNanos - change.atNanos() > keepNanos);
    List<Change> last = new ArrayList<>();
    String utterance = null;
    for (var changes = done.descendingIterator(); changes.hasNext(); ) {
      Change change = changes.next();
      if (!change.conversation().equals(conversation)) {
        continue;
      }
      if (utterance == null) {
        utterance = change.utterance();
      }
      if (change.utterance().equals(utterance)) {
        last.add(change);
        changes.remove();
      }
    }
    List<Optional<Call>> back =
        last.stream().map(change -> Inverse.of(change.call(), change.before())).toList();
    boolean known = back.stream().allMatch(Optional::isPresent);
    return new Heard.Undo(
        known ? back.stream().map(Optional::orElseThrow).toList() : List.of(), !last.isEmpty());
  }
}
