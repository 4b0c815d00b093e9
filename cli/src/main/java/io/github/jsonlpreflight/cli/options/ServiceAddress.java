package io.github.jsonlpreflight.cli.options;

import java.net.URI;
import java.net.URISyntaxException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads where the service is. */
final class ServiceAddress implements ITypeConverter<URI> {
  private static final int MAX_PORT = 65_535;

  @Override
  public URI convert(String text) {
    try {
      return parse(text);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }

  /**
   * Reads the address that something other than an option gives.
   *
   * @param name what gives it
   * @throws IllegalArgumentException if it is no address
   */
  static URI of(String name, String text) {
    try {
      return parse(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(name + ": " + e.getMessage(), e);
    }
  }

  private static URI parse(String text) {
    URI address;
    try {
      address = new URI(text.strip());
    } catch (URISyntaxException e) {
      throw noAddress(text);
    }
    if (address.getScheme() == null || address.getHost() == null) {
      throw noAddress(text);
    }
    if (address.getPort() == 0 || address.getPort() > MAX_PORT) {
      throw new IllegalArgumentException(
          "'" + text + "' has port " + address.getPort() + "; ports go from 1 to " + MAX_PORT);
    }
    return address;
  }

  private static IllegalArgumentException noAddress(String text) {
    return new IllegalArgumentException(
        "'" + text + "' is no address; write for instance https://api.example.com");
  }
}
