package io.voxbus.module.ground;

/** Where the mistakes in a board's files go. */
@FunctionalInterface
public interface Problems {
  /** Throws the first: a board with a mistake is not used. */
  Problems STRICT =
      mistake -> {
        throw mistake;
      };

  /** Takes a mistake. The reader goes on without what it is in, unless this throws. */
  void tell(BoardException mistake);

  /** Does a step, and tells the mistake that ends it. */
  default void during(Runnable step) {
    try {
      step.run();
    } catch (BoardException mistake) {
      tell(mistake);
    }
  }
}
