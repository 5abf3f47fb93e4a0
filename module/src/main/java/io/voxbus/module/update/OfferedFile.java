package io.voxbus.module.update;

import com.google.protobuf.ByteString;
import io.voxbus.proto.v1.ModelChunk;
import io.voxbus.proto.v1.ModelOffer;

/** A bundle's file as a sender offers it and sends it, chunk by chunk. */
public final class OfferedFile {
  private final byte[] content;
  private final ModelOffer offer;

  /**
   * @param name what the receiver calls it in its log
   * @param content the file's
   * @param chunkBytes the size of each chunk but the last
   * @throws IllegalArgumentException for a size below 1
   */
  public OfferedFile(String name, byte[] content, int chunkBytes) {
    if (chunkBytes < 1) {
      throw new IllegalArgumentException(
          "a chunk cannot have %d bytes; name at least 1".formatted(chunkBytes));
    }
    this.content = content.clone();
    this.offer =
        ModelOffer.newBuilder()
            .setSha256(ByteString.copyFrom(Digests.sha256(content)))
            .setBytes(content.length)
            .setChunkBytes(chunkBytes)
            .setBundle(name)
            .build();
  }

  /** What is said before the first chunk. */
  public ModelOffer offer() {
    return offer;
  }

  /** How many chunks it has. */
  public int chunks() {
    return (content.length + offer.getChunkBytes() - 1) / offer.getChunkBytes();
  }

  /**
   * @param index from 0 to {@link #chunks()} - 1
   * @throws IndexOutOfBoundsException when there is no such chunk
   */
  public ModelChunk chunk(int index) {
    int place = Math.multiplyExact(index, offer.getChunkBytes());
    int size = Math.min(offer.getChunkBytes(), content.length - place);
    ByteString data = ByteString.copyFrom(content, place, size);
    return ModelChunk.newBuilder()
        .setSha256(offer.getSha256())
        .setIndex(index)
        .setCrc32(Transfer.checksum(data))
        .setData(data)
        .build();
  }
}
