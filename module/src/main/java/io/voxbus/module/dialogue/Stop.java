package io.voxbus.module.dialogue;

import io.voxbus.vehicle.Call;
import java.util.List;

/**
 * "Stop", while a question is open: something may be moving, or it is a no. A model reads it as
 * switching off what it sees in the context, which may be the very thing that was asked about.
 */
public final class Stop {
  private Stop() {}

  /**
   * What an utterance is, now that the model has read it.
   *
   * @param words what it was before
   * @param text what was said
   * @param calls what the model made of it
   * @return a no, for a stop in answer to a question of which the model made anything but a stop;
   *     {@code words} otherwise
   */
  public static Heard heard(Heard.Words words, String text, List<Call> calls) {
    boolean stops = !calls.isEmpty() && calls.stream().allMatch(Stop::isStop);
    return words.open().isPresent() && Answer.isStop(text) && !stops ? new Heard.Dropped() : words;
  }

  private static boolean isStop(Call call) {
    return call.argument("action").filter(action -> action.text().equals("stop")).isPresent();
  }
}
