package io.voxbus.hil.faults;

import io.voxbus.module.ground.BoardException;
import io.voxbus.module.ground.BoardPart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A mistake that could be in a file of Voxbus.
 *
 * @param name unique in the list
 * @param about what the car would do wrong
 * @param file from Voxbus's folder on: a file of the virtual board, or a Java source
 * @param find the text that is replaced; it stands there once
 * @param put what stands there instead
 * @param by what the names of the scenarios begin with that are to find it
 */
public record SeededFault(
    String name, String about, Path file, String find, String put, List<String> by) {

  /**
   * Reads a list of faults, whose format its head explains.
   *
   * @throws BoardException when it cannot be used
   */
  public static List<SeededFault> read(Path list) {
    BoardPart root = BoardPart.read(list);
    root.allow("faults");
    return root.get("faults").items().stream().map(SeededFault::of).toList();
  }

  private static SeededFault of(BoardPart part) {
    part.allow("fault", "about", "file", "find", "put", "by");
    return new SeededFault(
        part.get("fault").text(),
        part.get("about").text(),
        Path.of(part.get("file").text()),
        part.get("find").text(),
        part.get("put").text(),
        part.get("by").items().stream().map(BoardPart::text).toList());
  }

  /** Whether it is one of the module's, the bridge's or another's code. */
  boolean isInCode() {
    return file.toString().endsWith(".java");
  }

  /**
   * The file with the fault in it.
   *
   * @param home Voxbus's folder
   * @throws IOException when the text does not stand there, or more than once
   */
  String apply(Path home) throws IOException {
    String text = Files.readString(home.resolve(file));
    int place = text.indexOf(find);
    if (place < 0 || text.indexOf(find, place + 1) >= 0) {
      throw new IOException(
          "the fault %s: its text must stand once in %s; mend the list".formatted(name, file));
    }
    return text.substring(0, place) + put + text.substring(place + find.length());
  }
}
