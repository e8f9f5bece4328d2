package org.cocogan.spark;

import java.io.IOException;
import java.io.PrintWriter;

/** A command of the command line that machines of a cluster do in pieces. */
@FunctionalInterface
interface ClusterCommand {
  /** How many pieces a command is cut into. */
  String PIECES = "--pieces";

  /**
   * Does it.
   *
   * @param words of the command
   * @param out takes what it has done
   * @param err takes what else there is to tell
   * @return the exit code
   */
  int run(Words words, Cluster cluster, PrintWriter out, PrintWriter err) throws IOException;
}
