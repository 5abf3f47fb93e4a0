package io.voxbus.hil.scenario;

import com.google.protobuf.ByteString;
import io.voxbus.module.interlock.VehicleSignal;
import io.voxbus.proto.v1.Alternative;
import io.voxbus.proto.v1.Seat;
import io.voxbus.vehicle.Catalogue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Reads what a step does. */
final class ActionReader {
  /** How long is waited where a step does not say. */
  static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final int MOST_TIMES = 10_000;
  private static final List<String> SEATS =
      List.of("driver", "passenger", "rear_left", "rear_right", "unknown");
  private static final List<String> TOPICS =
      List.of("transcript", "transcript/json", "can/ack", "vehicle-state", "vehicle-state/json");

  private final WantedReader wanted;

  /** What a step can do, each with the keys that say how. */
  enum Kind {
    SAY,
    SEND,
    STATE,
    EXPECT,
    EXPECT_NONE_FOR,
    INJECT;

    String key() {
      return name().toLowerCase(Locale.ROOT);
    }

    List<String> keysOfStep() {
      List<String> keys = new ArrayList<>(others());
      keys.add(key());
      return keys;
    }

    private List<String> others() {
      return switch (this) {
        case SAY ->
            List.of(
                "seat",
                "confidence",
                "alternatives",
                "locale",
                "session",
                "age",
                "json",
                "repeat_of");
        case SEND -> List.of("hex", "text", "retained");
        case STATE -> List.of();
        case EXPECT -> List.of("within", "count", "exactly", "since");
        case EXPECT_NONE_FOR -> List.of("of");
        case INJECT -> List.of("by");
      };
    }

    static List<String> keys() {
      return Arrays.stream(values()).map(Kind::key).toList();
    }
  }

  ActionReader(Catalogue catalogue) {
    this.wanted = new WantedReader(catalogue);
  }

  Action read(Kind kind, Part step) {
    return switch (kind) {
      case SAY -> say(step);
      case SEND -> send(step);
      case STATE -> state(step.get("state"));
      case EXPECT -> expect(step);
      case EXPECT_NONE_FOR ->
          new Action.ExpectNone(
              step.find("of").map(wanted::read), step.get("expect_none_for").duration());
      case INJECT -> inject(step);
    };
  }

  private static Action say(Part step) {
    return new Action.Say(
        step.get("say").text(),
        new Action.Say.Details(
            step.find("seat").map(ActionReader::seat).orElse(Seat.SEAT_DRIVER),
            step.find("confidence").map(ActionReader::share),
            step.find("alternatives")
                .map(list -> list.items().stream().map(ActionReader::alternative).toList())
                .orElse(List.of()),
            step.find("locale").map(Part::text).orElse(""),
            step.find("session").map(Part::text).orElse(""),
            step.find("age").map(Part::duration).orElse(Duration.ZERO),
            step.find("json").map(Part::truth).orElse(false)),
        step.find("repeat_of").map(Part::text));
  }

  private static Seat seat(Part part) {
    String seat = part.oneOf(SEATS);
    return seat.equals("unknown")
        ? Seat.SEAT_UNSPECIFIED
        : Seat.valueOf("SEAT_" + seat.toUpperCase(Locale.ROOT));
  }

  private static double share(Part part) {
    double share = part.number().doubleValue();
    if (share < 0 || share > 1) {
      throw part.refusal(part.text() + " is no confidence", "write a number from 0 to 1");
    }
    return share;
  }

  private static Alternative alternative(Part part) {
    if (!part.mapping()) {
      return Alternative.newBuilder().setText(part.text()).build();
    }
    part.allow(List.of("text", "confidence"));
    Alternative.Builder alternative = Alternative.newBuilder().setText(part.get("text").text());
    part.find("confidence").map(ActionReader::share).ifPresent(alternative::setConfidence);
    return alternative.build();
  }

  private static Action send(Part step) {
    ByteString payload =
        step.find("hex")
            .map(ActionReader::bytes)
            .or(() -> step.find("text").map(text -> ByteString.copyFromUtf8(text.text())))
            .orElse(ByteString.EMPTY);
    return new Action.Send(
        step.get("send").oneOf(TOPICS),
        payload,
        step.find("retained").map(Part::truth).orElse(false));
  }

  private static ByteString bytes(Part part) {
    try {
      return ByteString.copyFrom(HexFormat.of().parseHex(part.text().replace(" ", "")));
    } catch (IllegalArgumentException e) {
      throw part.refusal("these are no bytes", "write pairs of hexadecimal digits, such as 0A FF");
    }
  }

  private static Action state(Part part) {
    Map<String, String> values = new LinkedHashMap<>();
    part.entries()
        .forEach(
            (path, value) -> {
              if (!VehicleSignal.paths().contains(path)) {
                throw value.refusal(
                    "no interlock needs " + path,
                    "there are " + String.join(", ", new TreeSet<>(VehicleSignal.paths())));
              }
              values.put(path, value.text());
            });
    return new Action.State(values);
  }

  private Action expect(Part step) {
    Optional<Integer> exactly = step.find("exactly").map(part -> part.whole(0, MOST_TIMES));
    Optional<Integer> count = step.find("count").map(part -> part.whole(1, MOST_TIMES));
    if (exactly.isPresent() && count.isPresent()) {
      throw step.refusal("count stands beside exactly", "keep count for at least, or exactly");
    }
    List<Wanted> sequence = wanted.sequence(step.get("expect"));
    if (sequence.size() > 1 && (exactly.isPresent() || count.isPresent())) {
      throw step.refusal("several things in order are not counted", "name it in the list twice");
    }
    return new Action.Expect(
        sequence,
        exactly
            .map(times -> new Action.Count(times, true))
            .or(() -> count.map(times -> new Action.Count(times, false)))
            .orElse(Action.Count.ONCE),
        step.find("within").map(Part::duration).orElse(PATIENCE),
        step.find("since").map(Part::text));
  }

  private static Action inject(Part step) {
    Part part = step.get("inject");
    Map<String, Part> entries = part.entries();
    if (entries.size() != 1) {
      throw part.refusal("inject needs one part of the bench", "one of " + listed(Fault.parts()));
    }
    Map.Entry<String, Part> entry = entries.entrySet().iterator().next();
    if (!Fault.parts().contains(entry.getKey())) {
      throw part.refusal(
          "there is no " + entry.getKey() + " to disturb", "use " + listed(Fault.parts()));
    }
    String kind = entry.getValue().oneOf(Fault.kinds(entry.getKey()));
    Fault fault = Fault.of(entry.getKey(), kind).orElseThrow();
    Optional<Duration> by = step.find("by").map(Part::duration);
    if (fault.takesTime() != by.isPresent()) {
      throw step.refusal(
          fault.takesTime() ? "by is missing" : "by does not belong here",
          fault.takesTime() ? "say by how much, such as by: 500 ms" : "remove it");
    }
    return new Action.Inject(fault, by.orElse(Duration.ZERO));
  }

  private static String listed(List<String> words) {
    return String.join(", ", words);
  }
}
