package io.github.jsonlpreflight.spark;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;

/** Where tasks are run: a Spark session, and how its executors reach files. */
final class Cluster {
  private static final String DESCRIPTION = "spark.job.description";

  private final SparkSession session;
  private final Configuration conf;
  private final Broadcast<SerializableConfiguration> sentConf;

  Cluster(SparkSession session) {
    this.session = session;
    this.conf = session.sessionState().newHadoopConf();
    // What Hadoop lays beside each local file, a .crc of it, is no part of anybody's folder.
    conf.setIfUnset("fs.file.impl", RawLocalFileSystem.class.getName());
    conf.setBooleanIfUnset("fs.file.impl.disable.cache", true);
    this.sentConf = SerializableConfiguration.broadcast(session.sparkContext(), conf);
  }

  /**
   * What is done with a piece of work.
   *
   * @param <W> the kind of work
   * @param <T> what comes of it
   */
  @FunctionalInterface
  interface Task<W, T extends Serializable> extends Serializable {
    /** Does the work; where it fails, Spark does it again, perhaps elsewhere. */
    T run(W work, Configuration conf) throws IOException;
  }

  SparkSession session() {
    return session;
  }

  SparkContext context() {
    return session.sparkContext();
  }

  /** Returns how the driver reaches files. */
  Configuration conf() {
    return conf;
  }

  /** Returns how tasks reach files. */
  Broadcast<SerializableConfiguration> sentConf() {
    return sentConf;
  }

  <W extends WorkRdd.Work> WorkRdd<W> rdd(List<W> work) {
    return new WorkRdd<>(context(), work);
  }

  /** Runs a task for each piece of work, and returns what came of them, in the same order. */
  <W extends WorkRdd.Work, T extends Serializable> List<T> run(
      String description, List<W> work, Task<W, T> task) {
    return run(description, rdd(work).toJavaRDD(), task);
  }

  /** Runs a task for each piece of work of an RDD, which has one in each partition. */
  <W, T extends Serializable> List<T> run(String description, JavaRDD<W> work, Task<W, T> task) {
    String before = context().getLocalProperty(DESCRIPTION);
    context().setJobDescription(description);
    try {
      return runDescribed(work, task);
    } finally {
      context().setLocalProperty(DESCRIPTION, before);
    }
  }

  /** Results come back as bytes, which any {@code spark.serializer} can send. */
  private <W, T extends Serializable> List<T> runDescribed(JavaRDD<W> work, Task<W, T> task) {
    Broadcast<SerializableConfiguration> taskConf = sentConf;
    List<byte[]> results =
        work.map(one -> bytes(task.run(one, taskConf.value().value()))).collect();
    List<T> read = new ArrayList<>(results.size());
    for (byte[] result : results) {
      @SuppressWarnings("unchecked") // it is what bytes() was given
      T value = (T) object(result);
      read.add(value);
    }
    return read;
  }

  private static byte[] bytes(Serializable value) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(value);
    }
    return bytes.toByteArray();
  }

  private static Object object(byte[] bytes) {
    try (ObjectInputStream in = new OurClasses(bytes)) {
      return in.readObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException("an executor has sent what the driver does not know", e);
    }
  }

  /** Finds classes beside this one: spark-submit's driver has a class loader of its own. */
  private static final class OurClasses extends ObjectInputStream {
    OurClasses(byte[] bytes) throws IOException {
      super(new ByteArrayInputStream(bytes));
    }

    @Override
    protected Class<?> resolveClass(ObjectStreamClass description)
        throws IOException, ClassNotFoundException {
      try {
        return Class.forName(
            description.getName(), /* initialize= */ false, Cluster.class.getClassLoader());
      } catch (ClassNotFoundException e) {
        return super.resolveClass(description); // primitive types have no loader
      }
    }
  }
}
