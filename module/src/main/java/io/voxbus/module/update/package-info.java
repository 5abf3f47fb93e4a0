/**
 * Model bundles over the air: the file that carries one, its signature, and the folder in which two
 * of them lie beside each other so that the service always has one that works.
 */
@NullMarked
package io.voxbus.module.update;

import org.jspecify.annotations.NullMarked;
