package io.voxbus.hil.run;

import java.nio.file.Path;

/**
 * What a device under test is made of, and what it is judged by.
 *
 * @param board the folder of the board that the device has
 * @param reference the folder of the board by which frames on the bus are read, and their
 *     protection is judged; the device's own, where nothing is wrong with it
 * @param model the model bundle's folder
 */
public record DeviceFiles(Path board, Path reference, Path model) {}
