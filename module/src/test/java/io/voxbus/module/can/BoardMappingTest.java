package io.voxbus.module.can;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.voxbus.module.ground.BoardException;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BoardMappingTest {
  private static final String GOOD =
      """
      functions:
        set_volume:
          pulse: {hold_ms: 50}
          signals:
            - {argument: level, signal: Audio.Loudness}
            - {argument: channel, signal: Audio.Channel, transform: {mapping: {media: FIRST, navigation: SECOND, phone: THIRD, assistant: FOURTH}}}
      protection:
        Guarded: {profile: e2e-p01, data_id: 0x10, checksum: Check, counter: Count}
      """;

  @Test
  void aGoodMappingIsRead() {
    assertEquals(Set.of("set_volume"), new SmallBoard(GOOD).mapping().functions().keySet());
  }

  /** One change each to the mapping that works. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          set_volume:             | set_mute:              | the board's function set_volume is missing
          protection:             | protections:           | this key is not known here
          hold_ms: 50             | hold_ms: 0             | 0 is out of range; write a whole number from 1 to 60000
          hold_ms: 50             | hold_ms: short         | 'short' is no whole number
          hold_ms: 50             | hold_ms: 050           | '050' is no whole number
          hold_ms: 50             | hold_ms: 99999999999   | '99999999999' is no whole number
          hold_ms: 50             | hold_ms: -0xFFFFFFFF   | -0xFFFFFFFF is out of range
          argument: level,        | argument: loudness,    | 'loudness' is not known here; write one of level, channel
          argument: level,        | value: FIRST, argument: level, | either argument or value
          signal: Audio.Loudness  | signal: Loudness       | names no message
          signal: Audio.Loudness  | signal: Radio.Loudness | the DBC file has no message Radio
          signal: Audio.Loudness  | signal: Audio.Volume   | message Audio has no signal Volume
          signal: Audio.Loudness  | signal: Audio.Narrow   | Audio.Narrow cannot carry 100
          signal: Audio.Loudness  | signal: {front_left: Audio.Loudness} | the choice by area has
          signal: Audio.Loudness  | signal: {media: Audio.Loudness}, by: channel | the choice by channel has [media]
          signal: Audio.Loudness  | signal: {}             | nothing can be chosen by area
          signal: Audio.Loudness  | signal: Audio.Beyond   | signal Beyond ends beyond the 3 bytes
          signal: Audio.Loudness  | signal: Audio.Loudness, idle: 256 | cannot be idle so
          signal: Audio.Loudness  | signal: Audio.Loudness, idle: NONE | 'NONE' is no number
          signal: Audio.Loudness  | signal: Audio.Loudness, transform: {scale: 1e99999999} | '1e99999999' is no number
          media: FIRST            | media: MEDIA           | signal Channel has no label MEDIA
          argument: channel,      | value: FIRST,          | the argument channel reaches no signal
          profile: e2e-p01        | profile: e2e-p03       | 'e2e-p03' is not known here
          profile: e2e-p01        | profile: e2e-p05       | the checksum is the first two bytes
          profile: e2e-p01        | profile: sum8          | this key is not known here
          profile: e2e-p01, data_id: 0x10 | profile: e2e-p02, data_ids: [1, 2] | there are 2 data ids; give 16
          profile: e2e-p01, data_id: 0x10 | profile: xor8, modulo: 17 | 17 is out of range
          hold_ms: 50}            | hold_ms: 2001} | the last frame is at 2001 ms, when the service soon gives the bridge up; end within 2000 ms
          hold_ms: 50}            | hold_ms: 50}\\n    cycle: {cycle_ms: 20, times: 4} | ends before its last frame, at 60 ms
          hold_ms: 50}            | hold_ms: 50}\\n    cycle: {cycle_ms: 0, times: 2} | 0 is out of range
          {media: FIRST           | {radio: FIRST, media: FIRST | 'radio' is no value of channel
          signal: Audio.Loudness  | signal: Audio.Loudness, mask: 0x5  | no neighbours
          signal: Audio.Loudness  | signal: Audio.Loudness, mask: 0x3  | cannot be written bit by bit
          signal: Audio.Loudness  | signal: Audio.Flags, mask: 0x3     | Audio.Flags cannot carry 100
          signal: Audio.Loudness  | signal: Audio.Flags, mask: 0x300   | cannot be written bit by bit
          hold_ms: 50}            | hold_ms: 50}\\n    vss: {argument: level, path: Car.Volume}     | 'Car.Volume' is no VSS path
          hold_ms: 50}            | hold_ms: 50}\\n    vss: {argument: level, path: "Vehicle.{row}"} | the function has none in board.yaml
          hold_ms: 50}            | hold_ms: 50}\\n    vss: nothing          | 'nothing' is no entry
          hold_ms: 50}            | hold_ms: 50}\\n    vss: {argument: channel, path: Vehicle.Volume, transform: {mapping: {radio: 1}}} | 'radio' is no value of channel
          data_id: 0x10           | data_id: 0x10000       | 0x10000 is out of range
          checksum: Check         | checksum: Count        | has the wrong place
          """)
  void aMistakeIsToldWithItsCause(String from, String to, String expected) {
    assertTrue(GOOD.contains(from), from);
    SmallBoard board =
        new SmallBoard(GOOD.replaceFirst(Pattern.quote(from), to.replace("\\n", "\n")));
    BoardException refusal = assertThrows(BoardException.class, board::mapping);
    String message = String.valueOf(refusal.getMessage());
    assertTrue(message.startsWith("mapping.yaml, line ") && message.contains(expected), message);
  }

  @Test
  void aFunctionThatTheBoardLacksIsRefused() {
    SmallBoard board = new SmallBoard(GOOD.replace("functions:\n", "functions:\n  set_mute: {}\n"));
    assertTrue(
        String.valueOf(assertThrows(BoardException.class, board::mapping).getMessage())
            .contains("board.yaml has no function set_mute"));
  }
}
