package io.voxbus.module.can;

/**
 * The level signals of one message, raw, by the place of a signal in the message: what was carried
 * out, and what commands on their way bring them to. In arrays, as frames are to cost no object but
 * themselves.
 *
 * <p>Confined to one thread, as its encoder is.
 */
final class Levels {
  /** Of commands that were sent; the oldest is forgotten. */
  private static final int MOST = 64;

  private final long[] first;
  private final long[] settled;

  /** By which call each was settled last. */
  private final long[] settledBy;

  private final long[] now;

  /** What was sent, the oldest first. */
  private final int[] places = new int[MOST];

  private final long[] raws = new long[MOST];
  private final long[] calls = new long[MOST];

  /** Nobody knows whether it is carried out: it counts as if it is not, until that is known. */
  private final boolean[] doubtful = new boolean[MOST];

  private int size;

  /**
   * @param first what the signals have at first
   */
  Levels(long[] first) {
    this.first = first.clone();
    settled = first.clone();
    settledBy = new long[first.length];
    now = first.clone();
  }

  /** What a signal has when all that is on its way is carried out. */
  long now(int place) {
    return now[place];
  }

  /** What all signals have then; not to be changed. */
  long[] all() {
    return now;
  }

  /** What a signal has by what was carried out. */
  long settled(int place) {
    return settled[place];
  }

  /** Whether a signal is, by what was carried out, as it was at first. */
  boolean isAsAtFirst(int place) {
    return settled[place] == first[place];
  }

  /** A signal is, and was before anything was sent, as it was left by another encoder. */
  void restore(int place, long raw) {
    settled[place] = raw;
    refresh(place);
  }

  /** A call brings a signal to this. */
  void send(int place, long raw, long call) {
    if (size == MOST) {
      forgetOne();
    }
    places[size] = place;
    raws[size] = raw;
    calls[size] = call;
    doubtful[size++] = false;
    refresh(place);
  }

  /** A call was carried out. */
  void settle(long call) {
    for (int i = 0; i < size; i++) {
      if (calls[i] == call) {
        settle(places[i], raws[i], call);
      }
    }
    takeBack(call);
  }

  /** A call that brings a signal to this was carried out, and none that came after it. */
  void settle(int place, long raw, long call) {
    if (settledBy[place] <= call) {
      settled[place] = raw;
      settledBy[place] = call;
    }
    refresh(place);
  }

  /** A call is not carried out. */
  void takeBack(long call) {
    for (int i = size - 1; i >= 0; i--) {
      if (calls[i] == call) {
        int place = places[i];
        remove(i);
        refresh(place);
      }
    }
  }

  /** Nobody knows whether a call is carried out. */
  void doubt(long call) {
    for (int i = 0; i < size; i++) {
      if (calls[i] == call) {
        doubtful[i] = true;
        refresh(places[i]);
      }
    }
  }

  /** The oldest of which nobody knows; else the oldest. */
  private void forgetOne() {
    int one = 0;
    while (one < size && !doubtful[one]) {
      one++;
    }
    int forgotten = one < size ? one : 0;
    int place = places[forgotten];
    remove(forgotten);
    refresh(place);
  }

  private void remove(int i) {
    size--;
    System.arraycopy(places, i + 1, places, i, size - i);
    System.arraycopy(raws, i + 1, raws, i, size - i);
    System.arraycopy(calls, i + 1, calls, i, size - i);
    System.arraycopy(doubtful, i + 1, doubtful, i, size - i);
  }

  /** The newest counts that is on its way and that nothing newer was carried out after. */
  private void refresh(int place) {
    now[place] = settled[place];
    for (int i = 0; i < size; i++) {
      if (places[i] == place && !doubtful[i] && calls[i] > settledBy[place]) {
        now[place] = raws[i];
      }
    }
  }
}
