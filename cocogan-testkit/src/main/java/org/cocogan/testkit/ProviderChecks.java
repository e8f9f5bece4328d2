package org.cocogan.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.cocogan.provider.ConfigurableProvider;
import org.cocogan.provider.ParameterDefinition;
import org.cocogan.provider.Parameters;

/** Checks what a provider says of itself. */
final class ProviderChecks {
  private ProviderChecks() {}

  /** A name that a configuration can write, a sentence, and parameters that are told apart. */
  static void describesItself(ConfigurableProvider provider) {
    assertThat(provider.name()).as("name()").matches("[A-Za-z0-9][A-Za-z0-9_-]*");
    assertThat(provider.description()).as("description()").isNotBlank().endsWith(".");
    List<ParameterDefinition<?>> parameters = provider.parameters();
    assertThat(parameters)
        .as("names of parameters()")
        .extracting(ParameterDefinition::name)
        .doesNotHaveDuplicates()
        .allMatch(name -> name.matches("[a-z][a-z0-9_]*"), "are lower case words joined by _");
    parameters.forEach(ProviderChecks::describesItself);
  }

  private static <T> void describesItself(ParameterDefinition<T> parameter) {
    String name = parameter.name();
    assertThat(parameter.type()).as("type of %s", name).isNotBlank();
    assertThat(parameter.meaning()).as("meaning of %s", name).isNotBlank();
    parameter
        .defaultValue()
        .ifPresent(
            value ->
                assertThat(parameter.read(String.format(Locale.ROOT, "%s", value)))
                    .as("the default of %s, written and read", name)
                    .contains(value));
  }

  /** The parameters of a provider with some values set, the rest by default. */
  static Parameters parameters(ConfigurableProvider provider, Map<String, String> given) {
    return Parameters.of(provider.parameters(), given);
  }
}
