package io.voxbus.dbc;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a DBC file says of the messages on a bus.
 *
 * <p>Read are messages, signals, value tables, multiplexing and the attributes {@code
 * GenMsgCycleTime}, {@code GenMsgSendType}, {@code GenSigStartValue}, {@code VFrameFormat}, {@code
 * SystemMessageLongSymbol} and {@code SystemSignalLongSymbol}. Comments, nodes and other attributes
 * are passed over.
 *
 * @param messages in the order of the file, without {@code VECTOR__INDEPENDENT_SIG_MSG}
 */
public record Dbc(List<DbcMessage> messages) {
  private static final Charset CP1252 = Charset.forName("windows-1252");

  /** Copies the messages. */
  public Dbc {
    messages = List.copyOf(messages);
  }

  /**
   * Reads a file, in UTF-8 if its bytes are that, else in Windows code page 1252, which most tools
   * write.
   *
   * @throws DbcException if it cannot be read or is no DBC file
   */
  public static Dbc read(Path file) {
    String name = String.valueOf(file.getFileName());
    return parse(name, text(name, file));
  }

  /** The text of a file; {@code name} is for messages. */
  static String text(String name, Path file) {
    try {
      return decode(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new DbcException(
          new DbcFinding(
              DbcFinding.Level.ERROR,
              name,
              0,
              "the file cannot be read (" + e.getMessage() + ")",
              "check its path and rights"));
    }
  }

  /**
   * Parses a file's text.
   *
   * @param name the file's name, for messages
   * @throws DbcException if the text is no DBC file
   */
  public static Dbc parse(String name, String text) {
    return new DbcParser(name, text, Findings.STRICT).parse();
  }

  /** The message of that name. */
  public Optional<DbcMessage> message(String name) {
    return messages.stream().filter(message -> message.name().equals(name)).findFirst();
  }

  /** The message of that identifier, without flag bits. */
  public Optional<DbcMessage> message(int id, boolean extended) {
    return messages.stream()
        .filter(message -> message.id() == id && message.extended() == extended)
        .findFirst();
  }

  private static String decode(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      return new String(bytes, CP1252);
    }
  }
}
