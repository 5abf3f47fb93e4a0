package io.voxbus.module.update;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class OfferedFileTest {
  private static final byte[] CONTENT = "0123456789".getBytes(StandardCharsets.US_ASCII);

  @Test
  void refusesChunksOfNothing() {
    assertThrows(IllegalArgumentException.class, () -> new OfferedFile("file", CONTENT, 0));
  }

  @Test
  void hasNoChunkBeyondItsEnd() {
    OfferedFile file = new OfferedFile("file", CONTENT, 4);
    assertThrows(IndexOutOfBoundsException.class, () -> file.chunk(3));
  }

  @Test
  void theLastChunkIsTheRest() {
    OfferedFile file = new OfferedFile("file", CONTENT, 4);
    assertEquals(3, file.chunks());
    assertEquals("89", file.chunk(2).getData().toStringUtf8());
    assertEquals(Transfer.checksum(file.chunk(2).getData()), file.chunk(2).getCrc32());
  }

  @Test
  void aWholeNumberOfChunksHasNoRest() {
    assertEquals(2, new OfferedFile("file", CONTENT, 5).chunks());
  }

  @Test
  void offerAndChunksNameTheSameContent() {
    OfferedFile file = new OfferedFile("file", CONTENT, 4);
    assertArrayEquals(Digests.sha256(CONTENT), file.offer().getSha256().toByteArray());
    assertEquals(file.offer().getSha256(), file.chunk(0).getSha256());
    assertEquals(CONTENT.length, file.offer().getBytes());
  }
}
