package io.voxbus.hil.demo;

import io.voxbus.proto.v1.CommandResponse;
import java.time.Duration;
import java.util.List;

/**
 * One sentence and what came of it.
 *
 * @param text what was said
 * @param response the service's response
 * @param frames the frames of each of the response's results
 * @param took from the transcript's publication to the response's arrival
 */
record Turn(
    String text,
    CommandResponse response,
    List<List<BusRecorder.SentFrame>> frames,
    Duration took) {}
