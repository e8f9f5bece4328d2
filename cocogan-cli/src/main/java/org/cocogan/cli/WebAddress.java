package org.cocogan.cli;

import java.net.URI;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** The address that --from takes. */
final class WebAddress {
  private WebAddress() {}

  /** Refuses what is no address of the web. */
  static void require(CommandSpec spec, URI address) {
    if (!List.of("http", "https").contains(String.valueOf(address.getScheme()))
        || address.getHost() == null) {
      throw new ParameterException(
          spec.commandLine(), "--from takes an address such as https://..., not " + address + ".");
    }
  }
}
