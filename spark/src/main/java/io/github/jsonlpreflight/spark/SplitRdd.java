package io.github.jsonlpreflight.spark;

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
 * An RDD with one split in each partition. A task is sent its own split and no other, by the
 * serializer that Spark uses for tasks, whatever {@code spark.serializer} says.
 */
final class SplitRdd extends RDD<Split> {
  private static final long serialVersionUID = 1L;

  /** Of the driver alone: tasks get theirs with their partition. */
  private final transient List<Split> splits;

  SplitRdd(SparkContext context, List<Split> splits) {
    super(context, noDependencies(), ClassTag$.MODULE$.apply(Split.class));
    this.splits = List.copyOf(splits);
  }

  @SuppressWarnings("unchecked") // an empty list holds nothing of any type
  private static Seq<Dependency<?>> noDependencies() {
    return (Seq<Dependency<?>>) (Seq<?>) Nil$.MODULE$;
  }

  private record SplitPartition(int index, Split split) implements Partition {
    @Override
    public int hashCode() {
      return index;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof SplitPartition that && index == that.index;
    }
  }

  @Override
  public Partition[] getPartitions() {
    Partition[] partitions = new Partition[splits.size()];
    for (int i = 0; i < partitions.length; i++) {
      partitions[i] = new SplitPartition(i, splits.get(i));
    }
    return partitions;
  }

  @Override
  public Iterator<Split> compute(Partition partition, TaskContext context) {
    return CollectionConverters.asScala(List.of(((SplitPartition) partition).split()).iterator());
  }

  @Override
  public Seq<String> getPreferredLocations(Partition partition) {
    return CollectionConverters.asScala(((SplitPartition) partition).split().hosts()).toSeq();
  }
}
