package io.voxbus.hil.run;

import com.google.protobuf.InvalidProtocolBufferException;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.voxbus.hil.scenario.Fault;
import io.voxbus.proto.v1.Transcript;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** A bench whose device does what a test says, at once. */
public final class FakeBench implements Bench {
  public final List<String> done = Collections.synchronizedList(new ArrayList<>());
  public final List<String> complaints = Collections.synchronizedList(new ArrayList<>());
  private final BiConsumer<Transcript, FakeBench> device;
  private volatile Consumer<Seen> watcher = seen -> {};

  /** A bench with a device that hears transcripts. */
  public FakeBench(BiConsumer<Transcript, FakeBench> device) {
    this.device = device;
  }

  /** The device does something that the bench sees. */
  public void see(Seen.What what) {
    watcher.accept(new Seen(System.nanoTime(), what));
  }

  @Override
  public String name() {
    return "fake";
  }

  @Override
  public void watch(Consumer<Seen> other) {
    watcher = other;
  }

  @Override
  public Future<Void> publish(String topic, Buffer payload, boolean retained) {
    done.add(topic);
    try {
      device.accept(Transcript.parseFrom(payload.getBytes()), this);
      return Future.succeededFuture();
    } catch (InvalidProtocolBufferException rubbish) {
      return Future.failedFuture(rubbish);
    }
  }

  @Override
  public Future<Void> change(Map<String, String> values) {
    done.add("change " + values);
    return Future.succeededFuture();
  }

  @Override
  public boolean offers(Fault fault) {
    return fault.part().equals("bridge");
  }

  @Override
  public Future<Void> inject(Fault fault, Duration by) {
    done.add(fault.name());
    return Future.succeededFuture();
  }

  @Override
  public Future<Void> restore() {
    done.add("restore");
    return Future.succeededFuture();
  }

  @Override
  public List<String> complaints() {
    return List.copyOf(complaints);
  }

  @Override
  public Map<String, String> device() {
    return Map.of("board", "fake");
  }

  @Override
  public void close() {
    done.add("close");
  }
}
