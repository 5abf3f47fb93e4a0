package io.voxbus.module.app;

import io.voxbus.module.resolve.ModuleVersion;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints. */
public final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[] {"voxbus " + ModuleVersion.current()};
  }
}
