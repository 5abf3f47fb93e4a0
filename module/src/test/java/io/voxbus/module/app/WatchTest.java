package io.voxbus.module.app;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class WatchTest {
  @TempDir private Path folder;
  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void close() throws Exception {
    vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  @Test
  void aFaultThatNobodyHandlesIsWrittenDownWithoutItsWords() throws Exception {
    try (Watch watch = Watch.open(options("--flight-recorder", "5"), Optional.of(folder))) {
      watch.faultsOf(vertx);
      vertx.runOnContext(
          here -> {
            throw new StackOverflowError("open the window");
          });
      Path file = folder.resolve("flight-recorder.jsonl");
      await().until(() -> Files.exists(file));
      String written = Files.readString(file);
      assertTrue(written.contains("\"fault\":\"java.lang.StackOverflowError\""), written);
      assertFalse(written.contains("window"), written);
    }
  }

  @Test
  void whatWasNotAskedForLeavesNothing() throws Exception {
    try (Watch watch = Watch.open(options(), Optional.of(folder))) {
      watch.save();
    }
    try (var left = Files.list(folder)) {
      assertEquals(0, left.count());
    }
  }

  @Test
  void whatWasRecordedBeforeStaysUntilThereIsSomethingNew() throws Exception {
    Path file = Files.writeString(folder.resolve("flight-recorder.jsonl"), "before");
    try (Watch watch = Watch.open(options("--flight-recorder", "5"), Optional.of(folder))) {
      watch.save();
      assertEquals("before", Files.readString(file));
      watch.observation().recorder().fault(new IllegalStateException());
      watch.save();
      assertTrue(Files.readString(file).contains("IllegalStateException"));
    }
  }

  @Test
  void aPortInUseEndsTheStartWithOneLine() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String address = "127.0.0.1:" + taken.getLocalPort();
      CommandRun run =
          CommandRun.of("serve", "--board", "../board-configs/virtual", "--http", address);
      assertEquals(2, run.code());
      assertEquals(1, run.err().size(), run.err().toString());
      assertTrue(run.err().get(0).startsWith("voxbus serve: --http " + address + ": "));
      assertTrue(run.err().get(0).contains("; end what listens there, or give another address"));
    }
  }

  private static WatchOptions options(String... args) {
    WatchOptions options = new WatchOptions();
    new CommandLine(options).parseArgs(args);
    return options;
  }
}
