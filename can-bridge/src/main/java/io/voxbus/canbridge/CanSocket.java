package io.voxbus.canbridge;

import com.google.protobuf.ByteString;
import io.voxbus.proto.v1.Frame;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import tel.schich.javacan.CanChannels;
import tel.schich.javacan.CanFilter;
import tel.schich.javacan.CanFrame;
import tel.schich.javacan.CanId;
import tel.schich.javacan.CanSocketOptions;
import tel.schich.javacan.NetworkDevice;
import tel.schich.javacan.RawCanChannel;
import tel.schich.javacan.platform.linux.LinuxNativeOperationException;

/**
 * Two raw sockets on one interface: one sends and never waits, the other receives, and waits at
 * most a second.
 */
final class CanSocket implements AutoCloseable {
  /** {@code CAN_ERR_BUSOFF} of linux/can/error.h. */
  static final int BUS_OFF = 0x40;

  /** {@code CAN_ERR_RESTARTED} of linux/can/error.h. */
  static final int RESTARTED = 0x100;

  private static final int EXACTLY = CanId.EFF_MASK | CanId.EFF_FLAG | CanId.RTR_FLAG;
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final RawCanChannel sender;
  private final RawCanChannel receiver;
  private volatile boolean closed;

  private CanSocket(RawCanChannel sender, RawCanChannel receiver) {
    this.sender = sender;
    this.receiver = receiver;
  }

  /**
   * Opens both.
   *
   * @throws CanUnavailableException when this machine or the interface cannot do it
   */
  static CanSocket open(SocketCanSettings settings) throws CanUnavailableException {
    NativeLibrary.load();
    try {
      RawCanChannel sender = channel(settings);
      RawCanChannel receiver = channel(settings);
      sender.configureBlocking(false);
      sender.setOption(CanSocketOptions.FILTER, new CanFilter[] {CanFilter.NONE});
      receiver.setOption(CanSocketOptions.FILTER, filters(settings.heard()));
      receiver.setOption(CanSocketOptions.ERR_FILTER, BUS_OFF | RESTARTED);
      receiver.setOption(CanSocketOptions.SO_RCVTIMEO, PATIENCE);
      return new CanSocket(sender, receiver);
    } catch (IOException failure) {
      throw CanFailure.of(failure).opening(settings.name());
    }
  }

  private static RawCanChannel channel(SocketCanSettings settings) throws IOException {
    RawCanChannel unbound = CanChannels.newRawChannel();
    try {
      CanInterface.named(settings.name()).check(settings.fd());
      unbound.setOption(CanSocketOptions.FD_FRAMES, settings.fd());
      return unbound.bind(NetworkDevice.lookup(settings.name()));
    } catch (IOException failure) {
      unbound.close();
      throw failure;
    }
  }

  private static CanFilter[] filters(List<Frame> heard) {
    CanFilter[] exact =
        heard.stream().map(frame -> new CanFilter(rawId(frame), EXACTLY)).toArray(CanFilter[]::new);
    return exact.length == 0 ? new CanFilter[] {CanFilter.NONE} : exact;
  }

  private static int rawId(Frame frame) {
    return frame.getExtended() ? frame.getCanId() | CanId.EFF_FLAG : frame.getCanId();
  }

  /** As {@link FrameWriter#write}. */
  boolean write(Frame frame) throws IOException {
    byte[] data = frame.getData().toByteArray();
    byte flags =
        frame.getFd()
            ? CanFrame.FD_FLAG_FD_FRAME | CanFrame.FD_FLAG_BIT_RATE_SWITCH
            : CanFrame.FD_NO_FLAGS;
    try {
      sender.write(CanFrame.createRaw(rawId(frame), flags, data, 0, data.length));
      return true;
    } catch (LinuxNativeOperationException refusal) {
      if (CanFailure.of(refusal).passes()) {
        return false;
      }
      throw refusal;
    }
  }

  /**
   * Gives every frame that comes to a taker, until this is closed. The receiving socket is closed
   * by the thread that reads it: its number could be another file's by the time that it is read.
   *
   * @throws IOException when nothing can be received any more
   */
  void receiveAll(Consumer<CanFrame> taker) throws IOException {
    try (receiver) {
      while (!closed) {
        read().ifPresent(taker);
      }
    }
  }

  private Optional<CanFrame> read() throws IOException {
    try {
      return Optional.of(receiver.read());
    } catch (LinuxNativeOperationException nothing) {
      if (nothing.mayTryAgain()) {
        return Optional.empty();
      }
      throw nothing;
    }
  }

  /** A frame that was read, as the wire has it. */
  static Frame frame(CanFrame read) {
    byte[] data = new byte[read.getDataLength()];
    read.getData(data, 0, data.length);
    return Frame.newBuilder()
        .setCanId(read.getId())
        .setExtended(read.isExtended())
        .setFd(read.isFDFrame())
        .setData(ByteString.copyFrom(data))
        .build();
  }

  @Override
  public void close() throws IOException {
    closed = true;
    sender.close();
  }
}
