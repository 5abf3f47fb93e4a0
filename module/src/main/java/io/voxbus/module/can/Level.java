package io.voxbus.module.can;

/**
 * What a level signal was brought to.
 *
 * @param message the message's name
 * @param signal the signal's name
 * @param raw its raw value
 */
public record Level(String message, String signal, long raw) {}
