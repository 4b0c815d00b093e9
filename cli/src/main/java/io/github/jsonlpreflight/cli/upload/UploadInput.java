package io.github.jsonlpreflight.cli.upload;

import io.github.jsonlpreflight.chunker.ChunkLimits;
import io.github.jsonlpreflight.chunker.ChunkSource;
import io.github.jsonlpreflight.chunker.Manifest;
import io.github.jsonlpreflight.cli.console.Console;
import io.github.jsonlpreflight.cli.options.CommandFiles;
import io.github.jsonlpreflight.cli.plan.PlanReports;
import io.github.jsonlpreflight.uploader.RunDirectory;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What an upload sends: where its chunks are, and how the plan of them comes to be. */
public interface UploadInput extends Closeable {
  /** What is at hand where a plan is made. */
  record Planning(Target target, PlanReports reports, Console console) {}

  /** Returns what the command line calls it. */
  String name();

  /** Returns where the chunks are once they are planned. */
  ChunkSource chunks();

  /** Returns the path that the run directory stands beside where nobody says otherwise. */
  Path besideRunDir();

  /** Returns the folder that holds what is read, and so is no run directory. */
  Optional<Path> folder();

  /** Adds the files that are read and that a run might write over. */
  void addTo(CommandFiles files) throws IOException;

  /** Returns the limits that chunks are cut to, or null where they are cut already. */
  @Nullable ChunkLimits limits();

  /** Returns what happens to invalid records, or null where that is past. */
  @Nullable String onInvalid();

  /** Makes the plan that nothing comes of, or none where an invalid record forbids one. */
  Optional<Manifest> planOnly(Planning at) throws IOException;

  /** Begins a run: its plan is written to its directory. None as above. */
  Optional<Manifest> begin(RunDirectory run, Planning at) throws IOException;

  /** Takes up the plan of a run that has begun, and makes sure that it still is this one's. */
  Manifest resume(RunDirectory run) throws IOException;
}
