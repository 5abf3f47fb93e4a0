package io.voxbus.canbridge;

import tel.schich.javacan.JavaCAN;
import tel.schich.javacan.platform.Platform;
import tel.schich.javacan.platform.UnsupportedPlatformException;

/** JavaCAN's native part, for the processor that this runs on. */
public final class NativeLibrary {
  private static final String PATH = "javacan.native.javacan-core.path";

  private NativeLibrary() {}

  /**
   * Loads it, once; to be called before anything else of JavaCAN's.
   *
   * @throws CanUnavailableException when it cannot be loaded
   */
  public static synchronized void load() throws CanUnavailableException {
    String property = Platform.classPathPropertyNameForLibrary(JavaCAN.LIB_NAME);
    if (System.getProperty(PATH) == null && System.getProperty(property) == null) {
      System.setProperty(
          property,
          "/io/voxbus/canbridge/%s/native/libjavacan-core.so".formatted(Platform.detectCpuArch()));
    }
    try {
      JavaCAN.initialize();
    } catch (LinkageError | UnsupportedPlatformException failure) {
      throw new CanUnavailableException(
          "JavaCAN's native part cannot be loaded (" + failure.getMessage() + ")",
          "it is there for Linux on x86-64 and aarch64 and needs a folder for temporary files without noexec;"
              + " or give one with VOXBUS_JAVA_OPTIONS=-D"
              + PATH
              + "=FILE");
    }
  }
}
