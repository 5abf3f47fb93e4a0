package io.voxbus.dbc;

/** How a signal's bits mean a number. */
public enum NumberKind {
  /** Whole numbers from 0. */
  UNSIGNED,
  /** Whole numbers in two's complement. */
  SIGNED,
  /** IEEE 754 single precision, 32 bits. */
  FLOAT,
  /** IEEE 754 double precision, 64 bits. */
  DOUBLE
}
