package io.voxbus.module.can;

import io.voxbus.vehicle.Call;
import java.util.List;

/**
 * A call as signals and frames.
 *
 * @param call the grounded call
 * @param signals what the call is about, in the order of the frames; other signals of the same
 *     messages are not listed
 * @param frames in the order in which they are to be sent
 */
public record EncodedCommand(Call call, List<SignalValue> signals, List<CanFrame> frames) {
  /** Copies the lists. */
  public EncodedCommand {
    signals = List.copyOf(signals);
    frames = List.copyOf(frames);
  }
}
