package io.voxbus.canbridge;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.voxbus.proto.v1.Frame;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tel.schich.javacan.CanFrame;

/**
 * A bus of the kernel's, by SocketCAN. An interface that goes down is opened again, once a second,
 * until it is back; until then no frame is taken.
 */
public final class SocketCanPort implements CanPort {
  private static final Logger log = LoggerFactory.getLogger(SocketCanPort.class);
  private static final long REOPEN_MS = 1_000;

  private final Vertx vertx;
  private final Context context;
  private final SocketCanSettings settings;
  private final Consumer<Frame> heard;
  private final SendQueue queue;
  private final BusPower power;
  private Optional<CanSocket> socket = Optional.empty();
  private boolean closed;

  private SocketCanPort(Vertx vertx, SocketCanSettings settings, Consumer<Frame> heard) {
    this.vertx = vertx;
    this.context = vertx.getOrCreateContext();
    this.settings = settings;
    this.heard = heard;
    this.power = new BusPower(settings.name());
    this.queue = new SendQueue(vertx, this::write, this::lose);
  }

  /**
   * Opens a bus; to be called on the bridge's context.
   *
   * @param heard takes the frames that are listened to, on the bridge's own context
   * @throws CanUnavailableException when there is none; says why and what to do
   */
  public static SocketCanPort open(Vertx vertx, SocketCanSettings settings, Consumer<Frame> heard)
      throws CanUnavailableException {
    SocketCanPort port = new SocketCanPort(vertx, settings, heard);
    port.use(CanSocket.open(settings));
    return port;
  }

  @Override
  public Future<Void> send(String commandId, Frame frame) {
    if (socket.isEmpty()) {
      return Future.failedFuture("the interface " + settings.name() + " is down");
    }
    return power.off()
        ? Future.failedFuture("the bus " + settings.name() + " is off")
        : queue.send(frame);
  }

  @Override
  public void close() {
    closed = true;
    queue.fail("the bridge ends");
    socket.ifPresent(SocketCanPort::closeQuietly);
    socket = Optional.empty();
  }

  private boolean write(Frame frame) throws IOException {
    return socket.isPresent() && socket.get().write(frame);
  }

  /** The carrier is looked at after the socket was opened: what changes later, its frames tell. */
  private void use(CanSocket opened) throws CanUnavailableException {
    socket = Optional.of(opened);
    power.opened(CanInterface.named(settings.name()).carrier());
    Thread reader = new Thread(() -> readAll(opened), "can-reader");
    reader.setDaemon(true);
    reader.start();
  }

  private void readAll(CanSocket opened) {
    try {
      opened.receiveAll(frame -> context.runOnContext(here -> take(frame)));
    } catch (IOException failure) {
      context.runOnContext(here -> loseIfUsed(opened, failure));
    }
  }

  private void take(CanFrame frame) {
    if (!frame.isError()) {
      heard.accept(CanSocket.frame(frame));
      return;
    }
    power.told(frame.getRawId());
  }

  private void loseIfUsed(CanSocket opened, IOException failure) {
    if (socket.filter(used -> used == opened).isPresent()) {
      lose(failure);
    }
  }

  private void lose(IOException failure) {
    log.error("the interface {} is lost: {}", settings.name(), failure.getMessage());
    socket.ifPresent(SocketCanPort::closeQuietly);
    socket = Optional.empty();
    queue.fail("the interface " + settings.name() + " is down");
    reopenLater();
  }

  private void reopenLater() {
    vertx.setTimer(REOPEN_MS, due -> reopen());
  }

  private void reopen() {
    if (closed) {
      return;
    }
    try {
      use(CanSocket.open(settings));
      log.info("the interface {} is back", settings.name());
    } catch (CanUnavailableException still) {
      log.debug("not yet: {}", still.getMessage());
      reopenLater();
    }
  }

  private static void closeQuietly(CanSocket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      log.debug("closing a CAN socket failed: {}", e.getMessage());
    }
  }
}
