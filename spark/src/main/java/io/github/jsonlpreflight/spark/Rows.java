package io.github.jsonlpreflight.spark;

import io.github.jsonlpreflight.jsonl.JsonlRecord;
import io.github.jsonlpreflight.validator.Violation;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** How findings and records stand in a Dataset. */
final class Rows {
  static final String ERROR = "error";
  static final String WARNING = "warning";

  static final StructType VIOLATIONS =
      new StructType()
          .add("file", DataTypes.StringType, /* nullable= */ false)
          .add("line", DataTypes.LongType, /* nullable= */ false)
          .add("record_index", DataTypes.LongType, /* nullable= */ false)
          .add("byte_offset", DataTypes.LongType, /* nullable= */ false)
          .add("field", DataTypes.StringType, /* nullable= */ true)
          .add("reason", DataTypes.StringType, /* nullable= */ false)
          .add("keyword", DataTypes.StringType, /* nullable= */ false)
          .add("instance_location", DataTypes.StringType, /* nullable= */ false)
          .add("schema_location", DataTypes.StringType, /* nullable= */ false)
          .add("severity", DataTypes.StringType, /* nullable= */ false);

  static final StructType RECORDS =
      new StructType()
          .add("file", DataTypes.StringType, /* nullable= */ false)
          .add("line", DataTypes.LongType, /* nullable= */ false)
          .add("record_index", DataTypes.LongType, /* nullable= */ false)
          .add("byte_offset", DataTypes.LongType, /* nullable= */ false)
          .add("record", DataTypes.BinaryType, /* nullable= */ false);

  private Rows() {}

  static Row violation(String file, JsonlRecord record, Violation violation, String severity) {
    return RowFactory.create(
        file,
        record.lineNumber(),
        record.recordIndex(),
        record.place().byteOffset(),
        violation.field(),
        violation.reason(),
        violation.keyword(),
        violation.instanceLocation(),
        violation.schemaLocation(),
        severity);
  }

  static Row record(String file, JsonlRecord record) {
    return RowFactory.create(
        file,
        record.lineNumber(),
        record.recordIndex(),
        record.place().byteOffset(),
        record.copyBytes());
  }
}
