package io.voxbus.module.update;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/**
 * A file as what must be added to each byte of another, modulo 256, compressed as of RFC 1951.
 * Weights of the same shape stand at the same places, and what training changes is mostly small, so
 * no search for moved pieces is made.
 */
final class Delta {
  private static final int BUFFER = 1 << 16;

  /**
   * Which of them makes the smaller file depends on how much changed: matches where most bytes are
   * the same, plain Huffman codes where nearly all differ a little.
   */
  private static final List<Integer> STRATEGIES =
      List.of(Deflater.DEFAULT_STRATEGY, Deflater.HUFFMAN_ONLY);

  private Delta() {}

  /** What makes {@code next} of {@code base}. */
  static byte[] between(byte[] base, byte[] next) {
    byte[] added = next.clone();
    for (int place = 0; place < Math.min(base.length, next.length); place++) {
      added[place] -= base[place];
    }
    return STRATEGIES.stream()
        .map(strategy -> deflated(added, strategy))
        .min((one, other) -> Integer.compare(one.length, other.length))
        .orElseThrow();
  }

  /**
   * Makes the file again.
   *
   * @param base the other file
   * @param delta as of {@link #between}
   * @param length of the file, in bytes; no more are written
   * @param out takes the file
   * @throws IOException when the delta is none, or is too short
   */
  static void apply(InputStream base, InputStream delta, long length, OutputStream out)
      throws IOException {
    Inflater inflater = new Inflater(true);
    try (InputStream added = new InflaterInputStream(delta, inflater)) {
      for (long place = 0; place < length; place += BUFFER) {
        int size = (int) Math.min(BUFFER, length - place);
        byte[] piece = added.readNBytes(size);
        if (piece.length < size) {
          throw new IOException("the delta ends too early");
        }
        add(base.readNBytes(size), piece);
        out.write(piece);
      }
    } finally {
      inflater.end();
    }
  }

  private static void add(byte[] base, byte[] piece) {
    for (int place = 0; place < base.length; place++) {
      piece[place] += base[place];
    }
  }

  private static byte[] deflated(byte[] content, int strategy) {
    Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
    deflater.setStrategy(strategy);
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (OutputStream out = new DeflaterOutputStream(compressed, deflater)) {
      out.write(content);
    } catch (IOException e) {
      throw new IllegalStateException("memory takes every byte", e);
    } finally {
      deflater.end();
    }
    return compressed.toByteArray();
  }
}
