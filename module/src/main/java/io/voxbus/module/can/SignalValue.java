package io.voxbus.module.can;

/**
 * What a command says in one signal.
 *
 * @param message the message that carries it, as the DBC file names it
 * @param name the signal, as the DBC file names it
 * @param value the physical value that the frame carries, in {@code unit}
 * @param label the value table's label; empty where there is none
 * @param unit the DBC file's unit; empty where there is none
 */
public record SignalValue(String message, String name, double value, String label, String unit) {}
