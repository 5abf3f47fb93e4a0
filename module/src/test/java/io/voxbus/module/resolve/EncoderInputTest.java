package io.voxbus.module.resolve;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.voxbus.module.resolve.EncoderInput.Filling;
import java.util.List;
import org.junit.jupiter.api.Test;

class EncoderInputTest {
  private final EncoderInput input =
      new EncoderInput(new WordPieceTokenizer(List.of("[UNK]", "[CLS]", "[SEP]", "open")), 24);

  @Test
  void aTextOfMoreCharactersThanAnyInputHoldsIsTooLongWhateverTheyAre() {
    String accents = "\u0301".repeat(EncoderInput.LONGEST_TEXT - 3);
    assertEquals(Filling.FILLED, input.fill("open".substring(1) + accents, List.of()));
    assertEquals(Filling.TOO_LONG, input.fill("open" + accents, List.of()));
  }
}
