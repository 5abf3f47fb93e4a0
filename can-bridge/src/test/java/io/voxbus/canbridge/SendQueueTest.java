package io.voxbus.canbridge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.voxbus.proto.v1.Frame;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SendQueueTest {
  private static final Vertx vertx = Vertx.vertx();
  private static final Context context = vertx.getOrCreateContext();

  private final List<Integer> written = new CopyOnWriteArrayList<>();
  private final List<IOException> losses = new CopyOnWriteArrayList<>();
  private final AtomicInteger fullFor = new AtomicInteger();
  private volatile boolean gone;
  private final SendQueue queue = new SendQueue(vertx, this::write, losses::add);

  @AfterAll
  static void stop() {
    vertx.close();
  }

  @Test
  void aFullQueueIsTriedAgainAndKeepsTheOrder() throws Exception {
    fullFor.set(3);
    Future<Void> first = send(1);
    send(2).await(10, TimeUnit.SECONDS);
    assertTrue(first.succeeded());
    assertEquals(List.of(1, 2), written);
  }

  @Test
  void aQueueThatStaysFullIsGivenUp() {
    fullFor.set(Integer.MAX_VALUE);
    Future<Void> sent = send(1);
    assertThrows(Exception.class, () -> sent.await(10, TimeUnit.SECONDS));
    assertEquals("the queue of frames stayed full for 200 ms", sent.cause().getMessage());
    assertEquals(List.of(), losses);
  }

  @Test
  void anInterfaceThatIsGoneFailsAllThatWait() {
    fullFor.set(1);
    Future<Void> first = send(1);
    gone = true;
    Future<Void> second = send(2);
    assertThrows(Exception.class, () -> first.await(10, TimeUnit.SECONDS));
    assertThrows(Exception.class, () -> second.await(10, TimeUnit.SECONDS));
    assertEquals("down", losses.get(0).getMessage());
    assertEquals(List.of(), written);
  }

  private boolean write(Frame frame) throws IOException {
    if (gone) {
      throw new IOException("down");
    }
    if (fullFor.getAndDecrement() > 0) {
      return false;
    }
    written.add(frame.getCanId());
    return true;
  }

  private Future<Void> send(int id) {
    Promise<Void> sent = Promise.promise();
    context.runOnContext(
        here -> queue.send(Frame.newBuilder().setCanId(id).build()).onComplete(sent));
    return sent.future();
  }
}
