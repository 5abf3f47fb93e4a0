/**
 * The run in which everything breaks: service, bridge and broker as processes of their own that are
 * killed at random, a car that drives and parks, and a count of what must never happen.
 */
@NullMarked
package io.voxbus.hil.chaos;

import org.jspecify.annotations.NullMarked;
