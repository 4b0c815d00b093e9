package io.github.jsonlpreflight.cli.options;

import picocli.CommandLine.IVersionProvider;

/** Says which version this is. */
public final class Version implements IVersionProvider {
  /** Returns the number, as the jar's manifest has it. */
  public static String number() {
    String version = Version.class.getPackage().getImplementationVersion();
    return version == null ? "(development)" : version;
  }

  /** Returns the program's name and number. */
  public static String name() {
    return "preflight " + number();
  }

  @Override
  public String[] getVersion() {
    return new String[] {name()};
  }
}
