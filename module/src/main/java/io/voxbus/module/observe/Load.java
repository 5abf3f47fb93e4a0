package io.voxbus.module.observe;

/**
 * What the service is about at one moment.
 *
 * @param online whether the broker is connected and its topics are subscribed
 * @param draining whether the service takes nothing any more and only ends what it began
 * @param queued how many transcripts wait for the model
 * @param inFlight how many transcripts were taken whose answer the broker does not have yet
 * @param commandsWaiting how many commands the broker does not have yet
 */
public record Load(
    boolean online, boolean draining, int queued, int inFlight, int commandsWaiting) {
  /** Of a service that has not begun, or has ended. */
  public static final Load NONE = new Load(false, false, 0, 0, 0);
}
