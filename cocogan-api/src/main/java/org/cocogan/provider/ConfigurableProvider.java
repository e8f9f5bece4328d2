package org.cocogan.provider;

import java.util.List;

/** A provider of something that takes parameters of its own. */
public interface ConfigurableProvider extends Provider {
  /**
   * The parameters, each name once. A configuration is held to them when it is read, and what is
   * made is given {@link Parameters} with a value for each.
   *
   * @return empty, unless a provider says otherwise
   */
  default List<ParameterDefinition<?>> parameters() {
    return List.of();
  }
}
