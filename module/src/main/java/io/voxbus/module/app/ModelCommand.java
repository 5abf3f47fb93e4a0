package io.voxbus.module.app;

import com.fasterxml.jackson.databind.JsonNode;
import io.voxbus.module.resolve.Bundle;
import io.voxbus.module.resolve.Manifest;
import io.voxbus.vehicle.Catalogue;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code voxbus model}: what a model bundle is, and whether it is whole. */
@Command(
    name = "model",
    description = "Shows the model bundle: its id, files, limits and figures.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class ModelCommand implements Runnable {
  private final Terminal terminal;
  private final Catalogue catalogue = Catalogue.standard();

  @Mixin private final ModelOption model = new ModelOption();

  ModelCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public void run() {
    Bundle bundle = model.bundle(catalogue);
    Manifest manifest = bundle.manifest();
    say("bundle", "%s %s, created %s", manifest.id(), manifest.version(), manifest.created());
    say("folder", "%s", bundle.folder());
    say("module", "%s or newer", manifest.minimumModuleVersion());
    say(
        "catalogue",
        "%s %d, hash %s",
        manifest.catalogue().name(),
        manifest.catalogue().version(),
        manifest.catalogue().hash());
    showFiles(manifest);
    showLimits(manifest);
    manifest
        .figures()
        .properties()
        .forEach(figure -> showFigure(figure.getKey(), figure.getValue()));
  }

  private void showFiles(Manifest manifest) {
    manifest
        .files()
        .forEach((name, file) -> say(name, "%,12d bytes, sha256 %s", file.bytes(), file.sha256()));
    say("in all", "%,12d bytes", size(manifest));
  }

  private void showLimits(Manifest manifest) {
    say("input", "at most %d word pieces", manifest.encoder().maximumTokens());
    say("output", "at most %d tokens", manifest.decoder().maximumSteps());
    Manifest.Thresholds limits = manifest.thresholds();
    say(
        "acts from",
        "confidence %s, with %s for each function and %s for each argument",
        limits.act(),
        limits.function(),
        limits.argument());
    say("asks from", "confidence %s", limits.ask());
    say("golden", "%d commands", manifest.golden().size());
  }

  private void showFigure(String name, JsonNode figure) {
    say("figure", "%s: %s", name, figure.isTextual() ? figure.textValue() : figure);
  }

  private static long size(Manifest manifest) {
    return manifest.files().values().stream().mapToLong(Manifest.FileIdentity::bytes).sum();
  }

  private void say(String what, String format, Object... values) {
    terminal.out().printf("%-15s %s%n", what, String.format(Locale.ROOT, format, values));
  }
}
