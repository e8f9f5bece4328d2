package org.cocogan.experiment;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionEndEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.reader.ReaderException;

/**
 * A YAML text of limited size and depth as a tree whose nodes know their lines. Nothing is
 * constructed from it, and aliases are refused, so that a small text cannot stand for a large one.
 *
 * @param name what to call it in messages
 * @param text the text
 */
record YamlText(String name, String text) {
  private static final int MOST_BYTES = 1_000_000;
  private static final int DEEPEST = 20;

  /**
   * Reads a file.
   *
   * @throws SettingsException if it cannot be read, is too large or not UTF-8
   */
  static YamlText of(Path file) {
    String name = file.toString();
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MOST_BYTES + 1);
      checkSize(name, bytes.length);
      return new YamlText(name, decode(name, bytes));
    } catch (NoSuchFileException missing) {
      throw failure(name, 0, 0, "there is no such file");
    } catch (IOException unreadable) {
      throw failure(name, 0, 0, "cannot be read: " + unreadable.getMessage());
    }
  }

  /**
   * The tree; empty if the text says nothing.
   *
   * @throws SettingsException if the text is too large or no YAML
   */
  Optional<Node> compose() {
    checkSize(name, text.length());
    LoaderOptions options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    options.setMaxAliasesForCollections(0);
    options.setNestingDepthLimit(DEEPEST);
    options.setCodePointLimit(MOST_BYTES);
    try {
      checkEvents(new Yaml(options).parse(new StringReader(text)));
      return Optional.ofNullable(new Yaml(options).compose(new StringReader(text)));
    } catch (MarkedYAMLException wrong) {
      throw failure(Optional.ofNullable(wrong.getProblemMark()), "is no YAML: " + problem(wrong));
    } catch (ReaderException wrong) {
      int line = lineAt(wrong.getPosition());
      throw failure(
          name,
          line,
          0,
          String.format(
              Locale.ROOT, "has a character that YAML forbids: U+%04X", wrong.getCodePoint()));
    } catch (YAMLException wrong) {
      throw failure(name, 0, 0, "is no YAML: " + oneLine(String.valueOf(wrong.getMessage())));
    }
  }

  private void checkEvents(Iterable<Event> events) {
    int depth = 0;
    for (Event event : events) {
      if (event instanceof AliasEvent) {
        throw failure(
            Optional.of(event.getStartMark()),
            "has an alias, which settings do not take; write the value out");
      }
      depth += event instanceof CollectionStartEvent ? 1 : 0;
      depth -= event instanceof CollectionEndEvent ? 1 : 0;
      if (depth > DEEPEST) {
        throw failure(
            Optional.of(event.getStartMark()),
            "is nested too deeply; settings take at most " + DEEPEST + " levels");
      }
    }
  }

  private static void checkSize(String name, int size) {
    if (size > MOST_BYTES) {
      throw failure(
          name, 0, 0, "is larger than 1 MB, which no settings file is; is it the right file?");
    }
  }

  private static String decode(String name, byte[] bytes) {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length);
    if (decoder.decode(in, out, true).isError()) {
      int line = 1;
      for (int i = 0; i < in.position(); i++) {
        line += bytes[i] == '\n' ? 1 : 0;
      }
      throw failure(name, line, 0, "is not UTF-8; save it as UTF-8");
    }
    return out.flip().toString();
  }

  private static String problem(MarkedYAMLException wrong) {
    String problem = Optional.ofNullable(wrong.getProblem()).orElse("syntax error");
    return oneLine(problem);
  }

  private static String oneLine(String message) {
    return message.replaceAll("\\s+", " ").strip();
  }

  private int lineAt(int position) {
    return 1 + (int) text.codePoints().limit(position).filter(point -> point == '\n').count();
  }

  private SettingsException failure(Optional<Mark> mark, String message) {
    int line = mark.map(at -> at.getLine() + 1).orElse(0);
    int column = mark.map(at -> at.getColumn() + 1).orElse(0);
    return failure(name, line, column, message);
  }

  static SettingsException failure(String name, int line, int column, String message) {
    return new SettingsException(
        List.of(new Problem(Problem.Severity.ERROR, name, line, column, "", message)));
  }
}
