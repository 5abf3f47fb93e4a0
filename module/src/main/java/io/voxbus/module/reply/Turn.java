package io.voxbus.module.reply;

import io.voxbus.module.resolve.Resolution;
import io.voxbus.proto.v1.Timings;

/**
 * A transcript that the model was asked about.
 *
 * @param transcriptId the transcript's id
 * @param resolution what the model made of it
 * @param timings where the time went
 */
public record Turn(String transcriptId, Resolution resolution, Timings timings) {}
