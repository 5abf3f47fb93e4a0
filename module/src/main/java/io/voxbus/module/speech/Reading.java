package io.voxbus.module.speech;

import java.util.OptionalDouble;

/**
 * What a recogniser may have heard.
 *
 * @param text the words, as the recogniser wrote them
 * @param confidence the recogniser's confidence in them, 0 to 1; empty when it gives none
 */
public record Reading(String text, OptionalDouble confidence) {}
