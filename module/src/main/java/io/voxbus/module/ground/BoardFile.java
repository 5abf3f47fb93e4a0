package io.voxbus.module.ground;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A file of a board, over that of its base, over that of the base's base. What stands in a file
 * takes the place of what its base says under the same key; of the keys that a reader asks for by
 * {@link #entries}, entry by entry.
 */
public final class BoardFile {
  /** More are a mistake: a car's differences from another are one step, its computer's a second. */
  private static final int MOST = 8;

  /**
   * @param folder as seen from the board's own
   * @param part the whole file there
   */
  private record Layer(Path folder, BoardPart part) {}

  private final List<Layer> layers;

  private BoardFile(List<Layer> layers) {
    this.layers = List.copyOf(layers);
  }

  /**
   * Reads a file and those of its bases.
   *
   * @param folder the board's folder
   * @param name the file's name, the same in each folder
   * @throws BoardException if one cannot be read, or a base is none
   */
  public static BoardFile read(Path folder, String name) {
    List<Layer> layers = new ArrayList<>();
    Path away = Path.of("");
    Optional<BoardPart> next = Optional.of(BoardPart.read(folder.resolve(name)));
    while (next.isPresent()) {
      BoardPart part = next.get();
      layers.add(new Layer(away, part));
      Optional<BoardPart> base = part.find("base");
      if (base.isPresent()) {
        away = away.resolve(folderOf(base.get(), layers.size())).normalize();
      }
      Path file = away.resolve(name);
      int depth = layers.size();
      next = base.map(named -> BoardPart.read(folder.resolve(file), file.toString(), depth));
    }
    return new BoardFile(layers);
  }

  /** A file without a base. */
  public static BoardFile of(BoardPart part) {
    return new BoardFile(List.of(new Layer(Path.of(""), part)));
  }

  private static Path folderOf(BoardPart base, int depth) {
    if (depth == MOST) {
      throw base.refusal("there are more than " + MOST + " bases", "let one board end the row");
    }
    try {
      Path folder = Path.of(base.text());
      if (!folder.isAbsolute() && !folder.toString().isEmpty()) {
        return folder;
      }
    } catch (InvalidPathException e) {
      throw base.refusal("this is no path", "name a board's folder, as seen from this one");
    }
    throw base.refusal(
        "'" + base.text() + "' is no relative path",
        "name a board's folder, as seen from this one");
  }

  /** Refuses any other key; {@code base} is always allowed. */
  public void allow(String... keys) {
    List<String> allowed = new ArrayList<>(List.of(keys));
    allowed.add("base");
    layers.forEach(layer -> layer.part().allow(allowed.toArray(String[]::new)));
  }

  /** What stands under a key that must be there. */
  public BoardPart get(String key) {
    return find(key).orElseGet(() -> layers.get(0).part().get(key));
  }

  /** What stands under a key. */
  public Optional<BoardPart> find(String key) {
    return layers.stream().flatMap(layer -> layer.part().find(key).stream()).findFirst();
  }

  /** The folder of the file in which a key stands that must be there, as seen from the board's. */
  public Path folder(String key) {
    return layers.stream()
        .filter(layer -> layer.part().find(key).isPresent())
        .findFirst()
        .orElse(layers.get(0))
        .folder();
  }

  /**
   * The entries under a key, those of bases first; none where nothing stands under it, or it stands
   * nowhere.
   */
  public Map<String, BoardPart> entries(String key) {
    Map<String, BoardPart> entries = new LinkedHashMap<>();
    for (int i = layers.size() - 1; i >= 0; i--) {
      layers
          .get(i)
          .part()
          .find(key)
          .filter(part -> part.mapping() || !part.text().isEmpty())
          .ifPresent(part -> entries.putAll(part.entries()));
    }
    return entries;
  }
}
