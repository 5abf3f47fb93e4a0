package io.voxbus.vehicle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CallGrammarTest {
  private static final Catalogue CATALOGUE = Catalogue.standard();
  private static final TokenVocabulary VOCABULARY = new TokenVocabulary(CATALOGUE);
  private static final CallGrammar GRAMMAR = new CallGrammar(CATALOGUE, VOCABULARY);
  private static final int WALKS = 5_000;

  private static List<Integer> ids(String sequence) {
    return Stream.of(sequence.split(" ")).map(VOCABULARY::id).toList();
  }

  private static String text(List<Integer> ids) {
    return String.join(" ", ids.stream().map(VOCABULARY::text).toList());
  }

  private static String refusal(String sequence) {
    return assertThrows(IllegalCallException.class, () -> GRAMMAR.decode(ids(sequence)), sequence)
        .getMessage();
  }

  /** True when the tokens may stand at the beginning of a sequence. */
  private static boolean begins(List<Integer> tokens) {
    GrammarState state = GRAMMAR.start();
    for (int token : tokens) {
      if (!GRAMMAR.allowed(state).get(token)) {
        return false;
      }
      state = GRAMMAR.next(state, token);
    }
    return true;
  }

  @Test
  void illFormedSequencesAreRefusedWithTheirPlace() {
    assertEquals("place 0: token <vc_start> may not come here", refusal("<vc_start> <vc_end>"));
    assertEquals("place 0: token state=on may not come here", refusal("state=on <vc_end>"));
    assertEquals("place 1: token <vc_end> may not come here", refusal("<vc_1> <vc_end>"));
    assertEquals("place 1: token <vc_end> may not come here", refusal("<vc_end> <vc_end>"));
    assertEquals("place 1: token state=on may not come here", refusal("<vc_1> state=on <vc_end>"));
    assertEquals(
        "place 2: token temperature=max may not come here",
        refusal("<vc_1> temperature=min temperature=max <vc_end>"));
    assertEquals(
        "place 3: token unit=celsius may not come here",
        refusal("<vc_1> temperature=min area=driver unit=celsius <vc_end>"));
    assertEquals("the sequence has no <vc_end>", refusal("<vc_0> state=on"));
  }

  @Test
  void idsThatAreNoTokensAreRefused() {
    for (int id : List.of(-1, VOCABULARY.size(), Integer.MAX_VALUE, Integer.MIN_VALUE)) {
      assertThrows(IllegalCallException.class, () -> GRAMMAR.decode(List.of(id)));
    }
  }

  @Test
  void numbersAreRefusedInAnyButTheirShortestForm() {
    assertTrue(refusal("<vc_24> action=open position= <vc_end>").startsWith("place 3:"));
    assertTrue(refusal("<vc_24> action=open position= 0 5 <vc_end>").startsWith("place 4:"));
    assertTrue(refusal("<vc_24> action=open position= . 5 <vc_end>").startsWith("place 3:"));
    assertTrue(refusal("<vc_24> action=open position= 5 . <vc_end>").startsWith("place 5:"));
    assertTrue(refusal("<vc_24> action=open position= 5 . 0 <vc_end>").startsWith("place 6:"));
    assertTrue(refusal("<vc_24> action=open position= 5 . 5 0 <vc_end>").startsWith("place 6:"));
    assertTrue(refusal("<vc_24> action=open position= 5 . 5 . <vc_end>").startsWith("place 6:"));
    assertTrue(refusal("<vc_24> action=open position= 5 . 5 5 5").startsWith("place 7:"));
    assertTrue(refusal("<vc_4> level= 5 . 5 <vc_end>").startsWith("place 3:"));
  }

  @Test
  void aFifthCallIsRefused() {
    Call call = Call.of(CATALOGUE, "wash_window", Map.of());
    List<Call> calls = Collections.nCopies(CallGrammar.MAXIMUM_CALLS, call);
    assertEquals(calls, GRAMMAR.decode(GRAMMAR.encode(calls)));
    assertThrows(
        IllegalCallException.class,
        () -> GRAMMAR.encode(Collections.nCopies(CallGrammar.MAXIMUM_CALLS + 1, call)));
    assertFalse(begins(Collections.nCopies(5, VOCABULARY.id(call.function().token()))));
  }

  @Test
  void aCallOfAnotherCatalogueIsRefused() {
    FunctionSpec foreign = new FunctionSpec(0, "launch_rocket", "Launch.", List.of());
    assertThrows(
        IllegalCallException.class, () -> GRAMMAR.encode(List.of(Call.of(foreign, Map.of()))));
  }

  @Test
  void noNumberOutsideOfItsRangeCanBeEmitted() {
    for (FunctionSpec function : CATALOGUE.functions()) {
      for (ArgumentSpec argument : function.arguments()) {
        NumberRange.of(argument.type())
            .ifPresent(
                range ->
                    Boundaries.numbersOutside(range)
                        .forEach(number -> assertNotEmitted(function, argument, number)));
      }
    }
  }

  private static void assertNotEmitted(
      FunctionSpec function, ArgumentSpec argument, BigDecimal number) {
    List<Integer> tokens = new ArrayList<>();
    tokens.add(VOCABULARY.id(function.token()));
    function.arguments().stream()
        .takeWhile(before -> !before.equals(argument))
        .filter(before -> !before.optional())
        .forEach(before -> appendFirstValue(before, tokens));
    tokens.add(VOCABULARY.id(argument.name() + "="));
    assertTrue(begins(tokens), () -> text(tokens));
    number
        .stripTrailingZeros()
        .toPlainString()
        .chars()
        .forEach(digit -> tokens.add(VOCABULARY.id(Character.toString(digit))));
    tokens.add(TokenVocabulary.END);
    assertFalse(begins(tokens), () -> text(tokens));
  }

  private static void appendFirstValue(ArgumentSpec argument, List<Integer> tokens) {
    tokens.add(VOCABULARY.id(argument.name() + "=" + argument.type().words().get(0)));
  }

  @Test
  void everyFunctionWithEveryBoundaryValueIsEmittedAndReadBack() {
    for (FunctionSpec function : CATALOGUE.functions()) {
      for (Call call : Boundaries.calls(function)) {
        List<Integer> tokens = GRAMMAR.encode(List.of(call));
        assertTrue(begins(tokens), call::toString);
        assertEquals(List.of(call), GRAMMAR.decode(tokens));
      }
    }
  }

  @Test
  void everyWalkOverAllowedTokensIsTheOneSpellingOfValidCalls() {
    for (int seed = 0; seed < WALKS; seed++) {
      List<Integer> tokens = walk(new Random(seed));
      assertEquals(tokens, GRAMMAR.encode(GRAMMAR.decode(tokens)), () -> text(tokens));
    }
  }

  private static List<Integer> walk(Random random) {
    List<Integer> tokens = new ArrayList<>();
    GrammarState state = GRAMMAR.start();
    while (!GRAMMAR.ended(state)) {
      int[] allowed = GRAMMAR.allowed(state).stream().toArray();
      int token = allowed[random.nextInt(allowed.length)];
      tokens.add(token);
      state = GRAMMAR.next(state, token);
    }
    return tokens;
  }

  @Test
  void nothingFollowsTheEnd() {
    GrammarState ended = GRAMMAR.next(GRAMMAR.start(), TokenVocabulary.END);
    assertTrue(GRAMMAR.ended(ended));
    assertTrue(GRAMMAR.allowed(ended).isEmpty());
  }

  @Test
  void theSetOfAllowedTokensIsTheCallersOwn() {
    BitSet allowed = GRAMMAR.allowed(GRAMMAR.start());
    allowed.clear();
    assertFalse(GRAMMAR.allowed(GRAMMAR.start()).isEmpty());
  }

  @Test
  void nothingToDoIsTheEndAlone() {
    assertEquals(ids("<vc_end>"), GRAMMAR.encode(List.of()));
    assertEquals(List.of(), GRAMMAR.decode(ids("<vc_end>")));
  }

  @Test
  void theSequenceReadsAsTheCatalogueExplains() {
    List<Call> calls =
        List.of(
            Call.of(CATALOGUE, "set_temperature", Map.of("temperature", 21.5, "area", "driver")),
            Call.of(CATALOGUE, "control_window", Map.of("action", "vent", "area", "speaker")));
    assertEquals(
        "<vc_1> temperature= 2 1 . 5 area=driver <vc_24> action=vent area=speaker <vc_end>",
        text(GRAMMAR.encode(calls)));
    assertEquals(calls, GRAMMAR.decode(GRAMMAR.encode(calls)));
  }
}
