package io.voxbus.module.can;

import io.voxbus.dbc.Dbc;
import io.voxbus.module.ground.ArgumentFacts;
import io.voxbus.module.ground.Board;
import io.voxbus.module.ground.BoardFile;
import io.voxbus.module.ground.BoardPart;
import io.voxbus.module.ground.Choice;
import io.voxbus.module.ground.FunctionFacts;
import io.voxbus.module.ground.Place;
import io.voxbus.module.ground.Problems;
import io.voxbus.module.ground.Span;
import io.voxbus.vehicle.ArgumentValue.Quantity;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A board whose only function is set_volume.
 *
 * @param text its mapping.yaml
 */
record SmallBoard(String text) {
  private static final Dbc DBC =
      Dbc.parse(
          "small.dbc",
          """
          BO_ 16 Audio: 3 Car
           SG_ Loudness : 0|8@1+ (1,0) [0|100] "" Car
           SG_ Channel : 8|2@1+ (1,0) [0|3] "" Car
           SG_ Narrow : 10|2@1+ (1,0) [0|3] "" Car
           SG_ Flags : 16|4@1+ (1,0) [0|0] "" Car
           SG_ Beyond : 20|8@1+ (1,0) [0|255] "" Car
          BO_ 17 Guarded: 2 Car
           SG_ Check : 0|8@1+ (1,0) [0|255] "" Car
           SG_ Count : 8|4@1+ (1,0) [0|14] "" Car
          BO_ 18 Counted: 3 Car
           SG_ Level : 0|8@1+ (1,0) [0|100] "" Car
           SG_ Where : 8|4@1+ (1,0) [0|3] "" Car
           SG_ Count : 12|4@1+ (1,0) [0|15] "" Car
           SG_ Sum : 16|8@1+ (1,0) [0|255] "" Car
          BO_ 19 Broad: 5 Car
           SG_ Wide : 0|40@1+ (1,0) [0|0] "" Car
          VAL_ 18 Where 3 "A" 2 "B" 1 "C" 0 "D" ;
          VAL_ 16 Channel 0 "FIRST" 1 "SECOND" 2 "THIRD" 3 "FOURTH" ;
          VAL_ 16 Loudness 255 "SNA" ;
          """);

  Board board() {
    Span span = new Span(BigDecimal.ZERO, new BigDecimal(100), BigDecimal.ONE, "", false);
    Map<String, ArgumentFacts> arguments =
        Map.of(
            "level",
            new ArgumentFacts(
                List.of(),
                Map.of(
                    "min",
                    Quantity.of(0),
                    "low",
                    Quantity.of(1),
                    "medium",
                    Quantity.of(2),
                    "high",
                    Quantity.of(3),
                    "max",
                    Quantity.of(100)),
                Optional.of(Choice.always(span)),
                Optional.empty()));
    FunctionFacts volume = new FunctionFacts(List.of(), List.of(), arguments);
    return new Board(
        "small", "", "small.dbc", Place.FRONT_LEFT, Map.of(), Map.of("set_volume", volume));
  }

  BoardMapping mapping() {
    return new MappingReader(board(), DBC, Problems.STRICT)
        .read(BoardFile.of(BoardPart.parse("mapping.yaml", text)));
  }
}
