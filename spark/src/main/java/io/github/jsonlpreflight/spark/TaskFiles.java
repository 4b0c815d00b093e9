package io.github.jsonlpreflight.spark;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.StreamCapabilities;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.mapreduce.lib.output.PathOutputCommitter;
import org.apache.spark.TaskContext;
import org.apache.spark.mapred.SparkHadoopMapRedUtil;

/**
 * The files that one attempt of a task writes. They are the job's when the attempt is committed;
 * otherwise closing removes them. Not safe to share.
 */
final class TaskFiles implements Closeable {
  private static final int BUFFER_BYTES = 256 << 10;

  private final JobOutput job;
  private final int task;
  private final TaskAttemptContext context;
  private final PathOutputCommitter committer;
  private final List<Flushing> open = new ArrayList<>();
  private boolean committed;

  private TaskFiles(
      JobOutput job, int task, TaskAttemptContext context, PathOutputCommitter committer) {
    this.job = job;
    this.task = task;
    this.context = context;
    this.committer = committer;
  }

  /** Begins the files of the attempt at hand. */
  static TaskFiles begin(JobOutput job, Configuration conf) throws IOException {
    TaskContext spark = TaskContext.get();
    // Of all numbers that Spark has for an attempt, only this one is no other attempt's.
    int attempt = (int) (spark.taskAttemptId() & Integer.MAX_VALUE);
    TaskAttemptContext context = job.context(conf, spark.partitionId(), attempt);
    PathOutputCommitter committer = job.committer(context);
    committer.setupTask(context);
    return new TaskFiles(job, spark.partitionId(), context, committer);
  }

  /** Begins a file, by its path below the job's folder. It need not be closed. */
  OutputStream create(String name) throws IOException {
    Path path = new Path(committer.getWorkPath(), name);
    Flushing out =
        new Flushing(
            path.getFileSystem(context.getConfiguration()).create(path, /* overwrite= */ false));
    open.add(out);
    return out;
  }

  /** Ends all files, and makes them the job's, unless another attempt's are. */
  void commit() throws IOException {
    for (Flushing out : open) {
      out.close();
    }
    SparkHadoopMapRedUtil.commitTask(committer, context, job.jobNumber(), task);
    committed = true;
  }

  @Override
  public void close() throws IOException {
    if (committed) {
      return;
    }
    try {
      for (Flushing out : open) {
        out.abandon();
      }
    } finally {
      committer.abortTask(context);
    }
  }

  /**
   * Brings a file's bytes to the disk before it is closed, where its file system can be told to.
   */
  private static final class Flushing extends BufferedOutputStream {
    private final FSDataOutputStream file;
    private boolean closed;

    Flushing(FSDataOutputStream file) {
      super(file, BUFFER_BYTES);
      this.file = file;
    }

    @Override
    public void close() throws IOException {
      if (closed) {
        return;
      }
      closed = true;
      try (file) {
        flush();
        if (file.hasCapability(StreamCapabilities.HSYNC)) {
          file.hsync();
        }
      }
    }

    /** Closes a file that nobody wants, whatever becomes of it. */
    void abandon() {
      if (!closed) {
        closed = true;
        try {
          file.close();
        } catch (IOException e) {
          // It is removed next.
        }
      }
    }
  }
}
