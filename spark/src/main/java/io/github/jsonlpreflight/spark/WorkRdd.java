package io.github.jsonlpreflight.spark;

import java.io.Serializable;
import java.util.List;
import org.apache.spark.Dependency;
import org.apache.spark.Partition;
import org.apache.spark.SparkContext;
import org.apache.spark.TaskContext;
import org.apache.spark.rdd.RDD;
import scala.collection.Iterator;
import scala.collection.immutable.Nil$;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;
import scala.reflect.ClassTag$;

/**
 * An RDD with one piece of work in each partition. A task is sent its own piece and no other, by
 * the serializer that Spark uses for tasks, whatever {@code spark.serializer} says.
 *
 * @param <W> the kind of work
 */
final class WorkRdd<W extends WorkRdd.Work> extends RDD<W> {
  private static final long serialVersionUID = 1L;

  /** Of the driver alone: tasks get theirs with their partition. */
  private final transient List<W> work;

  WorkRdd(SparkContext context, List<W> work) {
    super(context, noDependencies(), ClassTag$.MODULE$.apply(Work.class));
    this.work = List.copyOf(work);
  }

  /** What one task does. */
  interface Work extends Serializable {
    /** Returns the hosts on which it is best done, or none. */
    List<String> hosts();
  }

  @SuppressWarnings("unchecked") // an empty list holds nothing of any type
  private static Seq<Dependency<?>> noDependencies() {
    return (Seq<Dependency<?>>) (Seq<?>) Nil$.MODULE$;
  }

  private record WorkPartition(int index, Work work) implements Partition {
    @Override
    public int hashCode() {
      return index;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof WorkPartition that && index == that.index;
    }
  }

  @Override
  public Partition[] getPartitions() {
    Partition[] partitions = new Partition[work.size()];
    for (int i = 0; i < partitions.length; i++) {
      partitions[i] = new WorkPartition(i, work.get(i));
    }
    return partitions;
  }

  @Override
  @SuppressWarnings("unchecked") // partitions hold what the constructor was given
  public Iterator<W> compute(Partition partition, TaskContext context) {
    W only = (W) ((WorkPartition) partition).work();
    return CollectionConverters.asScala(List.of(only).iterator());
  }

  @Override
  public Seq<String> getPreferredLocations(Partition partition) {
    return CollectionConverters.asScala(((WorkPartition) partition).work().hosts()).toSeq();
  }
}
