package io.github.jsonlpreflight.uploader;

import java.util.random.RandomGenerator;

/** All that a run touches outside of its own files' contents. */
record Outside(
    Time time,
    RandomGenerator random,
    Transport transport,
    HostLookup hosts,
    JournalStorage.Opener journals) {

  static Outside real(ServiceOptions options) {
    return new Outside(
        Time.SYSTEM,
        RandomGenerator.getDefault(),
        new ApacheTransport(options),
        HostLookup.SYSTEM,
        FileJournalStorage::open);
  }
}
