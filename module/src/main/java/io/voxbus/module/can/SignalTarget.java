package io.voxbus.module.can;

import io.voxbus.dbc.DbcMessage;
import io.voxbus.dbc.DbcSignal;

/** A signal, with the message that carries it. */
record SignalTarget(DbcMessage message, DbcSignal signal) {
  @Override
  public String toString() {
    return message.name() + "." + signal.name();
  }
}
