package io.voxbus.hil.demo;

/** Tells a turn: for people or for programs. */
interface Report {
  /** The turn as whole lines. */
  String of(Turn turn);
}
