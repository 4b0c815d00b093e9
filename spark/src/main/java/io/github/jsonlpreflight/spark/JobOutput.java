package io.github.jsonlpreflight.spark;

import io.github.jsonlpreflight.jsonl.ErrorCode;
import io.github.jsonlpreflight.jsonl.Messages;
import io.github.jsonlpreflight.jsonl.PreflightException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.Serializable;
import java.net.URI;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.JobID;
import org.apache.hadoop.mapreduce.JobStatus;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.mapreduce.TaskAttemptID;
import org.apache.hadoop.mapreduce.TaskID;
import org.apache.hadoop.mapreduce.TaskType;
import org.apache.hadoop.mapreduce.lib.output.PathOutputCommitter;
import org.apache.hadoop.mapreduce.lib.output.PathOutputCommitterFactory;
import org.apache.hadoop.mapreduce.task.TaskAttemptContextImpl;

/**
 * A folder that tasks write files into, through the committer that Hadoop has for its file system:
 * an attempt's files are in the folder only when the attempt was committed, of which Spark allows
 * one for each task, and the job.
 */
final class JobOutput implements Serializable {
  private static final long serialVersionUID = 1L;

  /** A folder is used by one job, so all jobs may have the same number. */
  private static final int JOB_NUMBER = 0;

  private final String folder;
  private final String tracker;
  private final String uuid;

  private JobOutput(String folder, String tracker, String uuid) {
    this.folder = folder;
    this.tracker = tracker;
    this.uuid = uuid;
  }

  /**
   * Begins to write into a folder, on the driver.
   *
   * @throws PreflightException if something is in it already
   */
  static JobOutput begin(Path folder, Configuration conf) throws IOException {
    requireEmpty(folder, conf);
    return beginBeside(folder, conf);
  }

  /** Begins to write into a folder that has been looked at, beside what is there. */
  static JobOutput beginBeside(Path folder, Configuration conf) throws IOException {
    String tracker =
        LocalDateTime.now(ZoneOffset.UTC)
            .format(DateTimeFormatter.ofPattern("yyyyMMddHHmmss", Locale.ROOT));
    JobOutput output =
        new JobOutput(folder.toUri().toString(), tracker, UUID.randomUUID().toString());
    TaskAttemptContext driver = output.context(conf, 0, 0);
    output.committer(driver).setupJob(driver);
    return output;
  }

  /**
   * Makes sure that a folder is empty or not there.
   *
   * @throws PreflightException if it is not
   */
  static void requireEmpty(Path folder, Configuration conf) throws IOException {
    FileSystem system = folder.getFileSystem(conf);
    try {
      if (system.listStatus(folder).length > 0) {
        throw new PreflightException(
            ErrorCode.OUTPUT_UNWRITABLE,
            "Cannot write into "
                + Messages.printable(folder.toString())
                + ": there is something already. Name a folder that is empty or not there");
      }
    } catch (FileNotFoundException e) {
      // It is made when there is something to write.
    }
  }

  Path folder() {
    return new Path(URI.create(folder));
  }

  int jobNumber() {
    return JOB_NUMBER;
  }

  /** Gives all files of the committed tasks their places. */
  void commit(Configuration conf) throws IOException {
    TaskAttemptContext driver = context(conf, 0, 0);
    committer(driver).commitJob(driver);
  }

  /** Removes what tasks have written. */
  void abort(Configuration conf) throws IOException {
    TaskAttemptContext driver = context(conf, 0, 0);
    committer(driver).abortJob(driver, JobStatus.State.FAILED);
  }

  PathOutputCommitter committer(TaskAttemptContext context) throws IOException {
    return PathOutputCommitterFactory.createCommitter(folder(), context);
  }

  /**
   * Returns what Hadoop calls an attempt.
   *
   * @param task the task's place among the job's tasks, from 0
   * @param attempt its number, which no other attempt of any task has
   */
  TaskAttemptContext context(Configuration conf, int task, int attempt) {
    Configuration own = new Configuration(conf);
    TaskAttemptID id =
        new TaskAttemptID(new TaskID(new JobID(tracker, JOB_NUMBER), TaskType.MAP, task), attempt);
    own.set("mapreduce.job.id", id.getJobID().toString());
    own.set("mapreduce.task.id", id.getTaskID().toString());
    own.set("mapreduce.task.attempt.id", id.toString());
    own.setBoolean("mapreduce.task.ismap", true);
    own.setInt("mapreduce.task.partition", task);
    own.set("spark.sql.sources.writeJobUUID", uuid); // by which committers of S3A tell jobs apart
    own.setBooleanIfUnset("mapreduce.fileoutputcommitter.marksuccessfuljobs", false);
    return new TaskAttemptContextImpl(own, id);
  }
}
