package io.voxbus.module.can;

import io.voxbus.dbc.BitField;
import io.voxbus.dbc.DbcMessage;
import io.voxbus.module.ground.BoardPart;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads how one message is protected.
 *
 * @param names finds its signals
 * @param message its name
 * @param part what {@code mapping.yaml} says of it
 */
record ProtectionReader(SignalNames names, String message, BoardPart part) {
  private static final int DATA_IDS = 16;

  Protection read() {
    List<String> profiles = List.of("e2e-p01", "e2e-p02", "e2e-p05", "sum8", "xor8", "counter");
    return switch (part.get("profile").oneOf(profiles)) {
      case "e2e-p01" -> profile1();
      case "e2e-p02" -> profile2();
      case "e2e-p05" -> profile5();
      case "sum8" -> sum8();
      case "xor8" -> xor8();
      default -> counterAlone();
    };
  }

  private Protection profile1() {
    part.allow("profile", "data_id", "checksum", "counter");
    return new E2eProfile1(dataId(), firstByte(), counter(8, 4));
  }

  private Protection profile2() {
    part.allow("profile", "data_ids", "checksum", "counter");
    List<Integer> ids =
        part.get("data_ids").items().stream().map(item -> item.whole(0, 0xFF)).toList();
    if (ids.size() != DATA_IDS) {
      throw part.get("data_ids")
          .refusal("there are " + ids.size() + " data ids", "give 16, one for each count");
    }
    return new E2eProfile2(ids, firstByte(), counter(8, 4));
  }

  private Protection profile5() {
    part.allow("profile", "data_id", "checksum", "counter");
    BitField checksum = bits("checksum");
    if (!checksum.equals(new BitField(0, 16, BitField.Order.INTEL))) {
      throw misplaced("the checksum is the first two bytes, Intel");
    }
    return new E2eProfile5(dataId(), checksum, counter(16, 8));
  }

  private Protection sum8() {
    part.allow("profile", "id", "constant", "checksum", "counter", "modulo");
    int id = part.find("id").map(given -> given.whole(0, 0x1FFF_FFFF)).orElseGet(this::ownId);
    return new Sum8(id, constant(), wholeByte(), rollingCounter());
  }

  private Protection xor8() {
    part.allow("profile", "constant", "checksum", "counter", "modulo");
    return new Xor8(constant(), wholeByte(), rollingCounter());
  }

  private Protection counterAlone() {
    part.allow("profile", "counter", "modulo");
    part.get("counter");
    return rollingCounter().orElseThrow();
  }

  private int dataId() {
    return part.get("data_id").whole(0, 0xFFFF);
  }

  private int constant() {
    return part.find("constant").map(given -> given.whole(0, 0xFF)).orElse(0);
  }

  private int ownId() {
    return names
        .dbc()
        .message(message)
        .map(DbcMessage::id)
        .orElseThrow(() -> part.refusal("the DBC file has no message " + message, "mend the name"));
  }

  private BitField bits(String key) {
    BoardPart name = part.get(key);
    return names.find(message + "." + name.text(), name).signal().bits();
  }

  private BitField firstByte() {
    BitField checksum = wholeByte();
    if (lowestBit(checksum) != 0) {
      throw misplaced("the checksum is the first byte");
    }
    return checksum;
  }

  private BitField wholeByte() {
    BitField checksum = bits("checksum");
    if (checksum.length() != 8 || lowestBit(checksum) % 8 != 0) {
      throw misplaced("the checksum is one whole byte");
    }
    return checksum;
  }

  private BitField counter(int lowestBit, int length) {
    BitField counter = bits("counter");
    if (counter.length() != length || lowestBit(counter) != lowestBit) {
      throw misplaced(
          "the counter has %d bits, from bit 0 of byte %d".formatted(length, lowestBit / 8));
    }
    return counter;
  }

  /** Of a field within one byte. */
  private static int lowestBit(BitField bits) {
    return bits.order() == BitField.Order.INTEL ? bits.start() : bits.start() - bits.length() + 1;
  }

  private Optional<RollingCounter> rollingCounter() {
    if (part.find("counter").isEmpty()) {
      return Optional.empty();
    }
    BitField bits = bits("counter");
    int most = 1 << Math.min(bits.length(), 16);
    int modulo = part.find("modulo").map(given -> given.whole(2, most)).orElse(most);
    return Optional.of(new RollingCounter(bits, modulo));
  }

  private RuntimeException misplaced(String rule) {
    return part.refusal("checksum or counter has the wrong place", rule);
  }

  /** The names of the signals that a protection writes, for those who look for others. */
  static List<String> signals(DbcMessage message, Protection protection) {
    List<String> names = new ArrayList<>();
    message.signals().stream()
        .filter(signal -> protection.fields().contains(signal.bits()))
        .forEach(signal -> names.add(signal.name()));
    return names;
  }
}
