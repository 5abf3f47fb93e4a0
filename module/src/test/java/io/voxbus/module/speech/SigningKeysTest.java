package io.voxbus.module.speech;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SigningKeysTest {
  private static final byte[] BYTES = "open the window".getBytes(UTF_8);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "k1",
        "k1 00",
        "k1 000102030405060708090a0b0c0d0e",
        "k1 000102030405060708090a0b0c0d0e0f1",
        "k1 000102030405060708090a0b0c0d0e0g",
        "k/1 000102030405060708090a0b0c0d0e0f",
        "k1 000102030405060708090a0b0c0d0e0f more",
        "000102030405060708090a0b0c0d0e0f"
      })
  void lineThatIsNoKeyIsRefusedWithoutBeingRepeated(String line) throws IOException {
    Path file = Keys.file("# a comment", line);
    String refusal = refusal(file);
    assertTrue(refusal.startsWith(file + ", line 2 is no key; "), refusal);
    assertFalse(refusal.contains(line), refusal);
    Files.delete(file);
  }

  @Test
  void nameThatComesTwiceIsRefused() throws IOException {
    Path file = Keys.file("k1 " + Keys.SECRET, "k1 " + Keys.OTHER_SECRET);
    assertTrue(refusal(file).startsWith(file + ", line 2 is no key; "));
    Files.delete(file);
  }

  @Test
  void fileWithoutAKeyIsRefused() throws IOException {
    Path file = Keys.file("", "# nothing");
    assertTrue(refusal(file).startsWith(file + " holds no key; "));
    Files.delete(file);
  }

  @Test
  void everyKeyChecksAndTheFirstSigns() {
    SigningKeys old = Keys.of("old " + Keys.SECRET);
    SigningKeys both = Keys.of("new " + Keys.OTHER_SECRET, "old " + Keys.SECRET);
    assertEquals("new", both.signer());
    assertTrue(both.verify("old", BYTES, old.sign(BYTES)));
    assertTrue(both.verify("new", BYTES, both.sign(BYTES)));
  }

  @Test
  void signatureUnderAnotherNameIsNone() {
    SigningKeys both = Keys.of("new " + Keys.OTHER_SECRET, "old " + Keys.SECRET);
    assertFalse(both.verify("old", BYTES, both.sign(BYTES)));
    assertFalse(both.verify("unknown", BYTES, both.sign(BYTES)));
    assertFalse(both.verify("", BYTES, both.sign(BYTES)));
  }

  @Test
  void partOfASignatureIsNone() {
    SigningKeys keys = Keys.of("k1 " + Keys.SECRET);
    ByteString whole = keys.sign(BYTES);
    for (int length = 0; length < whole.size(); length++) {
      assertFalse(keys.verify("k1", BYTES, whole.substring(0, length)));
    }
  }

  @Test
  void textTellsTheNamesAndNeverTheKeys() {
    assertEquals("keys [k1]", Keys.of("k1 " + Keys.SECRET).toString());
  }

  private static String refusal(Path file) {
    return String.valueOf(
        assertThrows(IllegalArgumentException.class, () -> SigningKeys.read(file)).getMessage());
  }
}
