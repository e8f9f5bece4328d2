package org.cocogan.spark;

import com.google.inject.Module;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Serializable;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.cocogan.CocoGanException;
import org.cocogan.cli.Main;

/**
 * A command of the command line, with its files in the places where this machine has them.
 *
 * @param words of the command line
 * @param files what words stand for: a file or folder of a bundle
 */
record CommandPiece(List<String> words, Map<String, Sent> files) implements Serializable {
  private static final long serialVersionUID = 1;

  /** Copies both, to kinds of collections that can be sent. */
  CommandPiece {
    words = List.copyOf(words);
    files = Map.copyOf(files);
  }

  /**
   * A file or folder that was sent.
   *
   * @param bundle that it is in
   * @param name in the bundle; empty for all of it
   */
  record Sent(Bundle bundle, String name) implements Serializable {
    private static final long serialVersionUID = 1;
  }

  /**
   * The end of a command.
   *
   * @param code for the exit
   * @param notices all that it told on standard error
   */
  record Ended(int code, String notices) implements Serializable {
    private static final long serialVersionUID = 1;

    /**
     * Makes a failure of the command one here.
     *
     * @throws CocoGanException with what the command told last
     */
    void requireSuccess() {
      if (code != 0) {
        throw new CocoGanException(
            notices
                .lines()
                .reduce("the command failed", (before, line) -> line)
                .replaceFirst("^cocogan: ", ""));
      }
    }
  }

  /** Executes it, with some more words. */
  Ended execute(ClusterProcess process, List<String> more) throws IOException {
    return execute(process, more, process::bind);
  }

  /** The same with other bindings of what does the work. */
  Ended execute(ClusterProcess process, List<String> more, Module workers) throws IOException {
    List<String> all = new ArrayList<>();
    for (String word : words) {
      Sent sent = files.get(word);
      Path here = sent == null ? Path.of("") : process.unpacked(sent.bundle()).resolve(sent.name());
      all.add(sent == null ? word : here.toString());
    }
    all.addAll(more);
    StringWriter notices = new StringWriter();
    int code =
        Main.commandLine(new PrintWriter(new StringWriter()), new PrintWriter(notices), workers)
            .execute(all.toArray(String[]::new));
    return new Ended(code, notices.toString());
  }
}
