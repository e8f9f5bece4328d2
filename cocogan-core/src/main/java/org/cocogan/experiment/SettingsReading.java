package org.cocogan.experiment;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.cocogan.provider.NearestName;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** Reads one text once, and collects what is wrong with it on the way. */
final class SettingsReading {

  private final KnownNames known;
  private final YamlText source;
  private final Map<String, String> given;
  private final String giver;
  private final Places places;
  private final List<Problem> problems = new ArrayList<>();
  private final Values values = new Values();

  /** Settings about which something was already said, so that their absence is no news. */
  private final Set<Setting<?>> mentioned = new HashSet<>();

  /**
   * Prepares a reading.
   *
   * @param given values that count in place of the text's
   * @param giver what messages call the place where they come from
   */
  SettingsReading(KnownNames known, YamlText source, Map<String, String> given, String giver) {
    this.known = known;
    this.giver = giver;
    this.source = source;
    this.given = given;
    this.places = new Places(source.name());
  }

  ExperimentFile result() {
    Map<Section, Map<String, Node>> sections = sections(root());
    giveAnew(sections);
    sections.forEach(this::readSection);
    spellOutSystem();
    fillIn();
    ParameterChecks.complete(values, known)
        .forEach(problem -> problems.add(places.locate(problem)));
    CrossChecks.of(values).forEach(problem -> problems.add(places.locate(problem)));
    problems.sort(Comparator.comparingInt(Problem::line));
    if (problems.stream().anyMatch(Problem::isError)) {
      throw new SettingsException(problems);
    }
    return new ExperimentFile(Experiment.of(values), problems, places);
  }

  private MappingNode root() {
    Node root =
        source
            .compose()
            .orElseThrow(
                () ->
                    YamlText.failure(source.name(), 0, 0, "is empty; it needs " + sectionNames()));
    if (root instanceof MappingNode mapping) {
      return mapping;
    }
    throw YamlText.failure(
        source.name(), line(root), 0, "must be a mapping of sections; it needs " + sectionNames());
  }

  private static String sectionNames() {
    return "the sections " + Text.listed(Section.keys());
  }

  /** The entries of each section by key; places and mistakes in keys are noted. */
  private Map<Section, Map<String, Node>> sections(MappingNode root) {
    Map<String, Node> found = entries("", root);
    Map<Section, Map<String, Node>> sections = new EnumMap<>(Section.class);
    found.forEach(
        (name, node) ->
            section(name, found.keySet())
                .ifPresent(section -> sections.put(section, sectionEntries(section, name, node))));
    return sections;
  }

  private Map<String, Node> entries(String section, MappingNode mapping) {
    Map<String, Node> entries = new LinkedHashMap<>();
    Map<String, Integer> lines = new HashMap<>();
    for (NodeTuple entry : mapping.getValue()) {
      Node keyNode = entry.getKeyNode();
      int line = line(keyNode);
      if (!(keyNode instanceof ScalarNode word)) {
        report(line, section, "has a key that is no word");
        continue;
      }
      String key = word.getValue();
      String id = id(section, key);
      Integer first = lines.putIfAbsent(key, line);
      if (first != null) {
        report(line, id, "is already set in line " + first + "; keep one of them");
        continue;
      }
      entries.put(key, entry.getValueNode());
      places.put(id, source.name(), line);
    }
    return entries;
  }

  /** The section of that name, or the one that a misspelt name stands for. */
  private Optional<Section> section(String name, Set<String> names) {
    Optional<Section> exact = Section.find(name);
    if (exact.isPresent()) {
      return exact;
    }
    Optional<Setting<?>> setting = Settings.find(name);
    if (setting.isPresent()) {
      mentioned.add(setting.get());
      report(Text.shown(name), "belongs in the section " + setting.get().section().key());
      return Optional.empty();
    }
    Optional<String> meant = NearestName.of(name, Section.keys());
    report(
        Text.shown(name),
        meant
            .map(near -> "unknown section; did you mean " + near + "?")
            .orElse("unknown section; there are " + Text.listed(Section.keys())));
    return meant.filter(near -> !names.contains(near)).flatMap(Section::find);
  }

  private Map<String, Node> sectionEntries(Section section, String name, Node node) {
    if (!name.equals(section.key())) {
      places.copy(Text.shown(name), section.key());
    }
    if (node instanceof MappingNode mapping) {
      return entries(section.key(), mapping);
    }
    if (!Scalars.isNull(node)) {
      report(section.key(), "must be a mapping of keys to values");
      mentioned.addAll(Settings.in(section));
    }
    return new LinkedHashMap<>();
  }

  /** Puts given values in place of the file's. */
  private void giveAnew(Map<Section, Map<String, Node>> sections) {
    given.forEach(
        (id, value) -> {
          places.put(id, giver, 0);
          Settings.findById(id)
              .ifPresentOrElse(
                  setting ->
                      giveAnew(
                          setting,
                          value,
                          sections.computeIfAbsent(setting.section(), s -> new LinkedHashMap<>())),
                  () -> report(id, "unknown key" + hint(id)));
        });
  }

  private void giveAnew(Setting<?> setting, String value, Map<String, Node> entries) {
    try {
      Optional<Node> node = new YamlText(giver, value).compose();
      if (node.isPresent()) {
        entries.put(setting.key(), node.get());
        return;
      }
      report(setting.id(), "has no value; write " + setting.type().description());
    } catch (SettingsException wrong) {
      wrong.problems().forEach(problem -> report(setting.id(), problem.message()));
    }
    entries.remove(setting.key());
    mentioned.add(setting);
  }

  private static String hint(String id) {
    return Settings.find(id)
        .map(setting -> "; did you mean " + setting.id() + "?")
        .orElseGet(() -> NearestName.hint(id, Settings.ids()));
  }

  private void readSection(Section section, Map<String, Node> entries) {
    entries.forEach(
        (key, node) ->
            Settings.find(section, key)
                .ifPresentOrElse(
                    setting -> readValue(setting, node), () -> reportUnknown(section, key)));
  }

  private <T> void readValue(Setting<T> setting, Node node) {
    try {
      if (setting.type() instanceof MappingType) {
        findWithin(setting.id(), node);
      }
      values.put(setting, setting.type().read(node, known));
    } catch (InvalidValueException wrong) {
      mentioned.add(setting);
      report(setting.id(), String.valueOf(wrong.getMessage()));
    }
  }

  /** Notes where each parameter stands. */
  private void findWithin(String id, Node node) {
    if (node instanceof MappingNode mapping) {
      for (NodeTuple entry : mapping.getValue()) {
        if (entry.getKeyNode() instanceof ScalarNode word) {
          String inner = id(id, word.getValue());
          places.putWithin(id, inner, line(entry.getKeyNode()));
          findWithin(inner, entry.getValueNode());
        }
      }
    }
  }

  private void reportUnknown(Section section, String key) {
    String id = id(section.key(), key);
    Optional<Setting<?>> elsewhere = Settings.find(key);
    if (elsewhere.isPresent()) {
      mentioned.add(elsewhere.get());
      report(id, "belongs in the section " + elsewhere.get().section().key());
      return;
    }
    Optional<Setting<?>> meant =
        NearestName.of(key, Settings.keysIn(section))
            .or(() -> NearestName.of(key, Settings.keys()))
            .flatMap(Settings::find);
    meant.ifPresent(mentioned::add);
    report(
        id,
        meant
            .map(setting -> "unknown key; did you mean " + nameFrom(section, setting) + "?")
            .orElse("unknown key; docs/configuration.md lists those of " + section.key()));
  }

  private static String nameFrom(Section section, Setting<?> setting) {
    return setting.section() == section
        ? setting.key()
        : setting.key() + " in the section " + setting.section().key();
  }

  /** One word for both networks counts where a network has none of its own. */
  private void spellOutSystem() {
    for (Setting<String> network : List.of(NetworkKeys.GENERATOR, NetworkKeys.DISCRIMINATOR)) {
      if (mentioned.contains(NetworkKeys.SYSTEM)) {
        mentioned.add(network);
      } else if (!values.has(network) && !mentioned.contains(network)) {
        values.find(NetworkKeys.SYSTEM).ifPresent(name -> values.put(network, name));
      }
    }
  }

  private void fillIn() {
    for (Setting<?> setting : Settings.ALL) {
      if (!values.has(setting) && !mentioned.contains(setting)) {
        fillIn(setting);
      }
    }
  }

  private <T> void fillIn(Setting<T> setting) {
    setting
        .defaultValue()
        .ifPresentOrElse(
            value -> values.put(setting, value),
            () -> report(setting.id(), "is missing; write " + setting.type().description()));
  }

  /** A key as messages name it; an unknown one may be anything. */
  private static String id(String section, String key) {
    return section.isEmpty() ? Text.shown(key) : section + "." + Text.shown(key);
  }

  private void report(String key, String message) {
    problems.add(places.locate(Problem.error(key, message)));
  }

  private void report(int line, String key, String message) {
    problems.add(Problem.error(key, message).at(source.name(), line));
  }

  private static int line(Node node) {
    return node.getStartMark().getLine() + 1;
  }
}
