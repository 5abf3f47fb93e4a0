package io.voxbus.bench.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * The tests of a class run on a bench: each may take a {@link Car} as its parameter. The bench is
 * begun with the first test that needs it, and serves all classes with the same target; between two
 * tests every fault is undone, and the vehicle is parked.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(BenchExtension.class)
@ResourceLock("io.voxbus.bench")
public @interface OnBench {
  /** The system property that, where it is set, stands for the target of every class. */
  String TARGET_PROPERTY = "voxbus.bench.target";

  /** {@code virtual}, or a rig's broker: {@code mqtt://host:port[/VEHICLE]}. */
  String target() default "virtual";

  /** The folder of the board; empty for the virtual board that comes with Voxbus. */
  String board() default "";
}
