package io.voxbus.vehicle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class TokenVocabularyTest {
  private static final TokenVocabulary VOCABULARY = new TokenVocabulary(Catalogue.standard());

  @Test
  void anUnknownTokenHasNoId() {
    assertThrows(IllegalArgumentException.class, () -> VOCABULARY.id("<vc_72>"));
  }

  @Test
  void anIdBeyondTheListHasNoText() {
    assertThrows(IndexOutOfBoundsException.class, () -> VOCABULARY.text(VOCABULARY.size()));
    assertThrows(IndexOutOfBoundsException.class, () -> VOCABULARY.text(-1));
  }

  @Test
  void theTokensAreTheOnesThatModelsWereTrainedOn() throws IOException {
    assertEquals(Resource.text("tokens.txt").lines().toList(), VOCABULARY.tokens());
  }

  @Test
  void theListBeginsWithStartEndAndTheFunctions() {
    assertEquals("<vc_start>", VOCABULARY.text(TokenVocabulary.START));
    assertEquals("<vc_end>", VOCABULARY.text(TokenVocabulary.END));
    assertEquals(List.of("<vc_0>", "<vc_1>"), VOCABULARY.tokens().subList(2, 4));
    assertEquals(
        List.of("<vc_71>", "0", "1", "2", "3", "4", "5", "6", "7", "8", "9", ".", "state=on"),
        VOCABULARY.tokens().subList(73, 86));
    assertEquals("item=door_status", VOCABULARY.text(VOCABULARY.size() - 1));
  }

  @Test
  void everyTokenStandsOnceAndKnowsItsPlace() {
    assertEquals(VOCABULARY.size(), new HashSet<>(VOCABULARY.tokens()).size());
    for (int id = 0; id < VOCABULARY.size(); id++) {
      assertEquals(id, VOCABULARY.id(VOCABULARY.text(id)));
    }
  }
}
