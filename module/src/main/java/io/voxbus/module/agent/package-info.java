/**
 * The face that Eclipse Kanto's update manager sees: desired state and commands in, feedback and
 * current state out, for the domain of the model bundle.
 */
@NullMarked
package io.voxbus.module.agent;

import org.jspecify.annotations.NullMarked;
