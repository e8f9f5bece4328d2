package org.cocogan.contract;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.cocogan.provider.ConfigurableProvider;
import org.cocogan.provider.ParameterDefinition;
import org.cocogan.provider.Provider;

/** A provider that is asked once what it is called, what it is for, and what it takes. */
abstract class HeldProvider<P extends Provider> implements Provider {
  final Contract contract;
  final P inner;
  private final String name;
  private final String description;
  private final List<ParameterDefinition<?>> parameters;

  HeldProvider(Contract contract, String name, P inner) {
    this.contract = contract;
    this.inner = inner;
    this.name = name;
    this.description = contract.text("description()", inner.description());
    this.parameters =
        inner instanceof ConfigurableProvider configurable
            ? checked(contract.list("parameters()", configurable.parameters()))
            : List.of();
  }

  private List<ParameterDefinition<?>> checked(List<ParameterDefinition<?>> all) {
    Set<String> names = new HashSet<>();
    for (ParameterDefinition<?> one : all) {
      String own = contract.text("the name of one of parameters()", one.name());
      contract.require(names.add(own), "parameters()", own + " twice", "each name once");
      contract.text("the type of " + own, one.type());
      contract.text("the meaning of " + own, one.meaning());
      contract.present("the reader of " + own, one.reader());
      contract.present("the default of " + own, one.defaultValue());
    }
    return all;
  }

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final String description() {
    return description;
  }

  /** What the provider takes; nothing if it is none that can be configured. */
  public final List<ParameterDefinition<?>> parameters() {
    return parameters;
  }
}
