/**
 * What an operator sees of the service: metrics, health and readiness over HTTP. Decides nothing.
 */
@NullMarked
package io.voxbus.module.observe;

import org.jspecify.annotations.NullMarked;
