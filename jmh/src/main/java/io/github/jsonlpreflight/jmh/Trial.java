package io.github.jsonlpreflight.jmh;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One benchmark with one value for each of its parameters, which is what a score belongs to.
 *
 * @param benchmark the class and the method, as {@code ValidatorBenchmark.validateSource}
 * @param parameters name and value of every parameter that the benchmark has
 */
record Trial(String benchmark, SortedMap<String, String> parameters) {
  Trial {
    parameters = Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
  }

  /** The baseline of everything on data of this shape. */
  static Trial bareScan(Shape shape) {
    return of("BareScanBenchmark.parserPerRecord", shape, Map.of());
  }

  static Trial bareScanWithOneParser(Shape shape) {
    return of("BareScanBenchmark.oneParser", shape, Map.of());
  }

  static Trial networknt(Shape shape, ReviewSchema schema, int invalidOneIn) {
    return of(
        "NetworkntBenchmark.validateTrees",
        shape,
        Map.of("schema", schema.name(), "invalidOneIn", Integer.toString(invalidOneIn)));
  }

  static Trial validator(Shape shape, ReviewSchema schema, int threads, int invalidOneIn) {
    return of(
        "ValidatorBenchmark.validateSource",
        shape,
        Map.of(
            "schema", schema.name(),
            "threads", Integer.toString(threads),
            "invalidOneIn", Integer.toString(invalidOneIn)));
  }

  static Trial recordPass(Shape shape) {
    return of("RecordPassBenchmark.findRecords", shape, Map.of());
  }

  static Trial chunkPlan(Shape shape) {
    return of("ChunkPlanBenchmark.planUnchecked", shape, Map.of());
  }

  private static Trial of(String benchmark, Shape shape, Map<String, String> more) {
    SortedMap<String, String> parameters = new TreeMap<>(more);
    parameters.put("shape", shape.name());
    return new Trial(benchmark, parameters);
  }

  /** Returns a parameter's value, or nothing where the benchmark does not have it. */
  String parameter(String name) {
    return parameters.getOrDefault(name, "");
  }

  /** Returns a regular expression that JMH finds in this benchmark's full name alone. */
  String include() {
    return "\\." + benchmark.replace(".", "\\.") + "$";
  }

  /** Returns a regular expression that JMH finds in every other benchmark's full name. */
  String exclude() {
    return "^(?!.*" + include() + ")";
  }

  /** Returns the bare scan of the same data. */
  Trial baseline() {
    return bareScan(Shape.valueOf(parameter("shape")));
  }

  /** Returns networknt on the same data and schema, or nothing that exists without a schema. */
  Trial authority() {
    SortedMap<String, String> same = new TreeMap<>(parameters);
    same.remove("threads");
    return new Trial("NetworkntBenchmark.validateTrees", same);
  }
}
