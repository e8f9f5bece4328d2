package org.cocogan.backend.djl;

import org.cocogan.tensor.Shape;

/**
 * A tensor in a script.
 *
 * @param name of the local that holds it
 * @param channelsLast whether its memory is known to have the channels of a pixel side by side
 * @param bfloat16 whether it holds numbers of 16 bits rather than 32
 */
record ScriptValue(String name, Shape shape, boolean channelsLast, boolean bfloat16) {
  @Override
  public String toString() {
    return name;
  }
}
