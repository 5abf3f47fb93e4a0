package io.voxbus.module.resolve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxbus.vehicle.Catalogue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BundleTest {
  private static final Catalogue CATALOGUE = Catalogue.standard();

  @TempDir private Path folder;

  @Test
  void a_folder_without_a_manifest_is_refused() {
    assertRefused("manifest.json is missing");
  }

  @Test
  void a_manifest_that_is_no_json_is_refused() throws IOException {
    TinyBundle.copiedTo(folder);
    Files.writeString(folder.resolve("manifest.json"), "{\"format\": 1");
    assertRefused("is no JSON");
  }

  @Test
  void an_unknown_format_is_refused() {
    copy().manifest(manifest -> manifest.put("format", 2));
    assertRefused("has format 2, this service reads format 1");
  }

  @Test
  void a_manifest_without_a_format_is_refused() {
    copy().manifest(manifest -> manifest.remove("format"));
    assertRefused("has no format");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "id",
        "version",
        "created",
        "catalogue",
        "minimum_module_version",
        "files",
        "encoder",
        "decoder",
        "confidence",
        "thresholds",
        "figures",
        "golden"
      })
  void a_manifest_that_lacks_a_field_is_refused(String field) {
    copy().manifest(manifest -> manifest.remove(field));
    assertRefused(field);
  }

  @Test
  void a_number_outside_its_range_is_refused() {
    copy().manifest(manifest -> object(manifest, "confidence").put("temperature", 0));
    assertRefused("confidence.temperature = 0.0 is outside 0.01..100.0");
  }

  @Test
  void a_bundle_for_a_newer_module_is_refused() {
    copy().manifest(manifest -> manifest.put("minimum_module_version", "99.0.0"));
    assertRefused("needs module version 99.0.0");
  }

  @Test
  void a_minimum_version_that_is_no_version_is_refused() {
    copy().manifest(manifest -> manifest.put("minimum_module_version", "new"));
    assertRefused("'new' is no version");
  }

  @Test
  void a_bundle_of_another_catalogue_is_refused() {
    copy().manifest(manifest -> object(manifest, "catalogue").put("hash", "00"));
    assertRefused("was trained on catalogue cabin 1 (hash 00)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"encoder.onnx", "decoder.onnx", "vocabulary.txt", "tokens.txt"})
  void a_missing_file_is_refused(String name) throws IOException {
    copy();
    Files.delete(folder.resolve(name));
    assertRefused(name + " is missing");
  }

  @ParameterizedTest
  @ValueSource(strings = {"encoder.onnx", "decoder.onnx", "vocabulary.txt", "tokens.txt"})
  void a_changed_byte_is_refused(String name) throws IOException {
    byte[] content = copy().content(name);
    content[content.length / 2] ^= 1;
    Files.write(folder.resolve(name), content);
    assertRefused(name + " has hash");
  }

  @Test
  void a_shorter_file_is_refused() throws IOException {
    byte[] content = copy().content("encoder.onnx");
    Files.write(folder.resolve("encoder.onnx"), Arrays.copyOf(content, 100));
    assertRefused("encoder.onnx has 100 bytes, the manifest says " + content.length);
  }

  @Test
  void a_manifest_that_does_not_list_a_needed_file_is_refused() {
    copy().manifest(manifest -> object(manifest, "files").remove("decoder.onnx"));
    assertRefused("does not list decoder.onnx");
  }

  @ParameterizedTest
  @ValueSource(strings = {"../secret", "/etc/hostname", "", "."})
  void a_file_outside_the_folder_is_refused(String name) {
    copy()
        .manifest(
            manifest ->
                object(manifest, "files").putObject(name).put("sha256", "").put("bytes", 0));
    assertRefused("which is no plain file name");
  }

  @Test
  void another_output_token_is_refused() {
    TinyBundle bundle = copy();
    String tokens = new String(bundle.content("tokens.txt"), StandardCharsets.UTF_8);
    bundle.consistently(
        "tokens.txt", tokens.replace("<vc_5>", "<vc_x>").getBytes(StandardCharsets.UTF_8));
    assertRefused("token 7 is <vc_x>, the catalogue's is <vc_5>");
  }

  @Test
  void too_few_output_tokens_are_refused() {
    copy().consistently("tokens.txt", "<vc_start>\n<vc_end>\n".getBytes(StandardCharsets.UTF_8));
    assertRefused("2 tokens, the catalogue has");
  }

  @Test
  void a_vocabulary_without_special_pieces_is_refused() {
    copy().consistently("vocabulary.txt", "open\n".getBytes(StandardCharsets.UTF_8));
    assertRefused("there is no piece [UNK]");
  }

  @Test
  void a_golden_command_outside_the_catalogue_is_refused() {
    copy()
        .manifest(
            manifest ->
                manifest
                    .putArray("golden")
                    .addObject()
                    .put("text", "fly")
                    .putArray("calls")
                    .addObject()
                    .put("function", "fly"));
    assertRefused("golden command 1: ");
  }

  @Test
  void a_truncated_graph_is_refused_when_it_is_opened() {
    TinyBundle bundle = copy();
    bundle.consistently("decoder.onnx", Arrays.copyOf(bundle.content("decoder.onnx"), 9_000));
    assertRefusedToOpen("decoder.onnx cannot be loaded by ONNX Runtime");
  }

  @Test
  void a_graph_with_other_inputs_is_refused_when_it_is_opened() {
    TinyBundle bundle = copy();
    bundle.consistently("decoder.onnx", bundle.content("encoder.onnx"));
    assertRefusedToOpen("decoder.onnx has no input token");
  }

  @Test
  void a_graph_of_another_shape_than_the_manifest_gives_is_refused_when_it_is_opened() {
    copy().manifest(manifest -> object(manifest, "decoder").put("heads", 3));
    assertRefusedToOpen(
        "has output cross_keys of shape [1, 2, -1, 4], the manifest gives [1, 3, -1, 4]");
  }

  @Test
  void unknown_fields_of_a_newer_manifest_are_passed_over() {
    copy().manifest(manifest -> manifest.put("signature", "later"));
    assertEquals("tiny", Bundle.read(folder, CATALOGUE).manifest().id());
  }

  @Test
  void a_whole_bundle_is_read_with_its_golden_commands() {
    Bundle bundle = Bundle.read(TinyBundle.folder(), CATALOGUE);
    assertEquals(3, bundle.golden().size());
    assertEquals(new Manifest.Thresholds(0.3, 0.2, 0.4, 0.35), bundle.manifest().thresholds());
  }

  private TinyBundle copy() {
    return TinyBundle.copiedTo(folder);
  }

  private static ObjectNode object(ObjectNode manifest, String field) {
    return (ObjectNode) manifest.get(field);
  }

  private void assertRefused(String part) {
    BundleException refusal =
        assertThrows(BundleException.class, () -> Bundle.read(folder, CATALOGUE));
    assertSays(refusal, part);
  }

  private void assertRefusedToOpen(String part) {
    Bundle bundle = Bundle.read(folder, CATALOGUE);
    assertSays(assertThrows(BundleException.class, () -> Resolver.open(bundle).close()), part);
  }

  private static void assertSays(BundleException refusal, String part) {
    assertTrue(refusal.problem().contains(part), refusal.getMessage());
    assertTrue(refusal.toString().lines().count() == 1, refusal.getMessage());
    assertTrue(!refusal.mend().isBlank(), refusal.getMessage());
  }

  @Test
  void a_file_name_that_no_system_takes_is_refused() {
    copy()
        .manifest(
            manifest ->
                object(manifest, "files").putObject("a\0b").put("sha256", "").put("bytes", 0));
    assertRefused("which is no plain file name");
  }

  @Test
  void a_file_that_is_listed_with_nothing_is_refused() {
    copy().manifest(manifest -> object(manifest, "files").putNull("encoder.onnx"));
    assertRefused("a file is listed without size and hash");
  }
}
