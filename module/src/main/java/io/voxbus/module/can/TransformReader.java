package io.voxbus.module.can;

import io.voxbus.module.ground.BoardPart;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Reads the key {@code transform} of an entry. */
final class TransformReader {
  private TransformReader() {}

  /**
   * The transform of an entry; the one that changes nothing where it has none.
   *
   * @param numbers whether the mapping gives numbers instead of labels
   */
  static Transform read(BoardPart entry, boolean numbers) {
    Optional<BoardPart> transform = entry.find("transform");
    transform.ifPresent(given -> given.allow("mapping", "scale", "offset"));
    Map<String, String> labels = new HashMap<>();
    transform
        .flatMap(given -> given.find("mapping"))
        .ifPresent(
            mapping ->
                mapping
                    .entries()
                    .forEach((word, label) -> labels.put(word, label(label, numbers))));
    return new Transform(
        labels,
        number(transform, "scale", BigDecimal.ONE),
        number(transform, "offset", BigDecimal.ZERO));
  }

  private static String label(BoardPart label, boolean number) {
    return number ? String.valueOf(label.whole(0, Integer.MAX_VALUE)) : label.text();
  }

  private static BigDecimal number(
      Optional<BoardPart> transform, String key, BigDecimal otherwise) {
    return transform.flatMap(given -> given.find(key)).map(BoardPart::number).orElse(otherwise);
  }
}
