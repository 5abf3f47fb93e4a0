package io.voxbus.hil.bench;

import io.voxbus.hil.scenario.Scenario;
import io.voxbus.hil.scenario.ScenarioReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which scenarios a command runs: files and folders, {@code --tag}, {@code --shard}. */
final class SelectionOptions {
  private static final Pattern SHARD = Pattern.compile("([1-9][0-9]{0,3})/([1-9][0-9]{0,3})");

  @Parameters(
      arity = "1..*",
      paramLabel = "PATH",
      description = "scenario files, or folders of them")
  private List<Path> paths = new ArrayList<>();

  @Option(
      names = "--tag",
      paramLabel = "TAG",
      description = "only scenarios with one of these tags; -TAG leaves out those with it")
  private List<String> tags = new ArrayList<>();

  @Option(
      names = "--scenario",
      paramLabel = "NAME",
      description = "only scenarios whose names begin so; may be given several times")
  private List<String> names = new ArrayList<>();

  @Option(
      names = "--shard",
      paramLabel = "I/N",
      description = "only each Nth of these scenarios, from the Ith, counted from 1")
  private Optional<String> shard = Optional.empty();

  /**
   * The scenarios that are chosen; none where there are more shards than scenarios.
   *
   * @throws picocli.CommandLine.ParameterException when no scenario has the tags, or the shard is
   *     none
   * @throws io.voxbus.module.ground.BoardException for a file that is no scenario
   */
  List<Scenario> scenarios(Guard guard) throws IOException {
    List<Scenario> all = new ScenarioReader().readAll(paths);
    List<Scenario> tagged = all.stream().filter(this::isTagged).filter(this::isNamed).toList();
    if (tagged.isEmpty()) {
      throw guard.wrong("no scenario is left to run; there are tags " + allTags(all));
    }
    return shard.map(text -> shard(tagged, text, guard)).orElse(tagged);
  }

  private boolean isTagged(Scenario scenario) {
    List<String> with = tags.stream().filter(tag -> !tag.startsWith("-")).toList();
    return (with.isEmpty() || scenario.tags().stream().anyMatch(with::contains))
        && scenario.tags().stream().noneMatch(tag -> tags.contains("-" + tag));
  }

  private boolean isNamed(Scenario scenario) {
    return names.isEmpty() || names.stream().anyMatch(scenario.name()::startsWith);
  }

  private static List<Scenario> shard(List<Scenario> all, String text, Guard guard) {
    Matcher parts = SHARD.matcher(text);
    if (!parts.matches() || Integer.parseInt(parts.group(1)) > Integer.parseInt(parts.group(2))) {
      throw guard.wrong("--shard is I/N, such as 1/4 to 4/4, not " + text);
    }
    int first = Integer.parseInt(parts.group(1)) - 1;
    int shards = Integer.parseInt(parts.group(2));
    return IntStream.range(0, all.size())
        .filter(place -> place % shards == first)
        .mapToObj(all::get)
        .toList();
  }

  private static String allTags(List<Scenario> scenarios) {
    return scenarios.stream()
        .flatMap(each -> each.tags().stream())
        .distinct()
        .sorted()
        .collect(Collectors.joining(", "));
  }
}
