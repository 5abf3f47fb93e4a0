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
 * @param number counts the commands of its encoder that are sent, from 1; 0 for a preview
 */
public record EncodedCommand(
    Call call, List<SignalValue> signals, List<CanFrame> frames, long number) {
  /** Copies the lists. */
  public EncodedCommand {
    signals = List.copyOf(signals);
    frames = List.copyOf(frames);
  }
}
