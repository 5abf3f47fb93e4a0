package io.voxbus.module.resolve;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.TensorInfo;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;

/**
 * One ONNX graph in a session of ONNX Runtime that uses few threads, does not spin while it waits
 * and keeps no arena, so that a car's other software is left its processor and memory.
 */
final class OnnxModel implements AutoCloseable {
  private static final OrtEnvironment ENVIRONMENT = OrtEnvironment.getEnvironment();

  private final Path file;
  private final OrtSession session;

  private OnnxModel(Path file, OrtSession session) {
    this.file = file;
    this.session = session;
  }

  /**
   * Loads a graph.
   *
   * @param threads how many threads it uses, at least 1
   * @throws BundleException when ONNX Runtime cannot load it
   */
  static OnnxModel open(Path file, int threads) {
    try (SessionOptions options = options(threads)) {
      return new OnnxModel(file, ENVIRONMENT.createSession(file.toString(), options));
    } catch (OrtException e) {
      throw new BundleException(
          file + " cannot be loaded by ONNX Runtime: " + firstLine(e), "export the bundle anew", e);
    }
  }

  private static SessionOptions options(int threads) throws OrtException {
    SessionOptions options = new SessionOptions();
    options.setExecutionMode(SessionOptions.ExecutionMode.SEQUENTIAL);
    // Left unset, the runtime pins threads to cores, which fails inside a cpuset.
    options.setIntraOpNumThreads(threads);
    options.setInterOpNumThreads(1);
    options.addConfigEntry("session.intra_op.allow_spinning", "0");
    options.addConfigEntry("session.inter_op.allow_spinning", "0");
    // Every text has another length: arena and memory pattern would only grow.
    options.setCPUArenaAllocator(false);
    options.setMemoryPatternOptimization(false);
    options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
    return options;
  }

  private static String firstLine(OrtException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("no reason given");
  }

  /**
   * Checks that the graph takes a tensor of this name and shape.
   *
   * @param shape expected sizes; -1 where any will do
   * @throws BundleException when it does not
   */
  void requireInput(String name, long... shape) {
    try {
      require("input", name, session.getInputInfo(), shape);
    } catch (OrtException e) {
      throw fault(e);
    }
  }

  /** As {@link #requireInput}, for an output. */
  void requireOutput(String name, long... shape) {
    try {
      require("output", name, session.getOutputInfo(), shape);
    } catch (OrtException e) {
      throw fault(e);
    }
  }

  private void require(String kind, String name, Map<String, NodeInfo> infos, long... shape) {
    NodeInfo info = infos.get(name);
    if (info == null || !(info.getInfo() instanceof TensorInfo tensor)) {
      throw unfit("has no %s %s".formatted(kind, name));
    }
    if (!fits(tensor.getShape(), shape)) {
      throw unfit(
          "has %s %s of shape %s, the manifest gives %s"
              .formatted(kind, name, shapeText(tensor.getShape()), shapeText(shape)));
    }
  }

  private static boolean fits(long[] actual, long[] expected) {
    if (actual.length != expected.length) {
      return false;
    }
    for (int i = 0; i < actual.length; i++) {
      if (actual[i] >= 0 && expected[i] >= 0 && actual[i] != expected[i]) {
        return false;
      }
    }
    return true;
  }

  private static String shapeText(long[] shape) {
    return Arrays.toString(shape);
  }

  private BundleException unfit(String problem) {
    return new BundleException(file + " " + problem, "export the bundle anew");
  }

  /** Runs the graph; the caller closes the result. */
  OrtSession.Result run(Map<String, OnnxTensor> inputs) {
    try {
      return session.run(inputs);
    } catch (OrtException e) {
      throw fault(e);
    }
  }

  /**
   * Runs the graph with one output written into the caller's own tensor.
   *
   * @param pinned that output; the others are the result's, which the caller closes
   */
  OrtSession.Result run(
      Map<String, OnnxTensor> inputs, Set<String> outputs, Map<String, OnnxTensor> pinned) {
    try {
      return session.run(inputs, outputs, pinned);
    } catch (OrtException e) {
      throw fault(e);
    }
  }

  /**
   * A tensor over a direct buffer, which it shares.
   *
   * @param values from position to limit
   */
  static OnnxTensor tensor(LongBuffer values, long... shape) {
    try {
      return OnnxTensor.createTensor(ENVIRONMENT, values, shape);
    } catch (OrtException e) {
      throw new IllegalStateException("a tensor could not be made", e);
    }
  }

  /** As {@link #tensor(LongBuffer, long...)}, of floats. */
  static OnnxTensor tensor(FloatBuffer values, long... shape) {
    try {
      return OnnxTensor.createTensor(ENVIRONMENT, values, shape);
    } catch (OrtException e) {
      throw new IllegalStateException("a tensor could not be made", e);
    }
  }

  private IllegalStateException fault(OrtException cause) {
    return new IllegalStateException(file + ": " + firstLine(cause), cause);
  }

  @Override
  public void close() {
    try {
      session.close();
    } catch (OrtException e) {
      throw fault(e);
    }
  }
}
