package io.voxbus.dbc;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The codecs of all messages of a file, found by name or by identifier. */
public final class MessageCodecs {
  private record Identifier(int id, boolean extended) {}

  private final Map<String, MessageCodec> byName = new LinkedHashMap<>();
  private final Map<Identifier, MessageCodec> byIdentifier = new LinkedHashMap<>();

  /** Of every message that the file has. */
  public MessageCodecs(Dbc dbc) {
    for (DbcMessage message : dbc.messages()) {
      MessageCodec codec = new MessageCodec(message);
      byName.put(message.name(), codec);
      byIdentifier.put(new Identifier(message.id(), message.extended()), codec);
    }
  }

  /** The codec of the message of that name. */
  public Optional<MessageCodec> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /** The codec of the message of that identifier, without flag bits. */
  public Optional<MessageCodec> find(int id, boolean extended) {
    return Optional.ofNullable(byIdentifier.get(new Identifier(id, extended)));
  }
}
