package io.voxbus.module.app;

import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * The model that answers, and the one before it, which stays loaded until the new one has answered
 * for some time. Questions are asked by one thread, the model is exchanged by another: each
 * question is answered by one model as a whole.
 */
final class LiveModel {
  /** A model that fails at so many questions in a row, with none before it, is of no use. */
  static final int MOST_FAULTS = 5;

  private volatile Understanding current;
  private volatile Optional<Understanding> before = Optional.empty();
  private volatile BiConsumer<Understanding, Throwable> gaveUp = (model, fault) -> {};
  private volatile BiConsumer<Understanding, Throwable> lost = (model, fault) -> {};

  /** In a row; of the thread that asks. */
  private int faults;

  LiveModel(Understanding first) {
    current = first;
  }

  /** The model that answers the next question. */
  Understanding current() {
    return current;
  }

  /**
   * Asks the model. Where it fails, and the one before is still there, that one answers, this
   * question and all that follow; where it is not, and nothing but faults comes, it is lost.
   */
  <T> T ask(Function<Understanding, T> question) {
    Understanding asked = current;
    try {
      T answer = question.apply(asked);
      faults = 0;
      return answer;
    } catch (RuntimeException | LinkageError fault) {
      Optional<Understanding> other = goBack(asked);
      if (other.isEmpty()) {
        count(asked, fault);
        throw fault;
      }
      gaveUp.accept(asked, fault);
      return question.apply(other.get());
    }
  }

  private void count(Understanding asked, Throwable fault) {
    faults++;
    if (faults == MOST_FAULTS) {
      faults = 0;
      lost.accept(asked, fault);
    }
  }

  /** Whom to tell of a model that was given up, on the thread that asks. */
  void onGivenUp(BiConsumer<Understanding, Throwable> told) {
    gaveUp = told;
  }

  /** Whom to tell of a model that fails at everything and has none before it, on that thread. */
  void onLost(BiConsumer<Understanding, Throwable> told) {
    lost = told;
  }

  /** From the next question on another model answers. */
  synchronized void exchange(Understanding next) {
    forgetBefore();
    before = Optional.of(current);
    current = next;
  }

  /** Lets go of the model before; on the thread that asks. */
  synchronized void forgetBefore() {
    before.ifPresent(old -> old.release().run());
    before = Optional.empty();
  }

  /** Lets go of all; on the thread that asks. */
  synchronized void release() {
    forgetBefore();
    current.release().run();
  }

  private synchronized Optional<Understanding> goBack(Understanding failed) {
    if (!current.equals(failed)) {
      return Optional.of(current);
    }
    Optional<Understanding> old = before;
    old.ifPresent(
        model -> {
          current = model;
          before = Optional.empty();
          failed.release().run();
        });
    return old;
  }
}
