"""Judges every line of a file with fastjsonschema's compiled schema, formats asserted.

python3 fast_json_schema.py SCHEMA FILE; exit code 1 when a record is invalid.
"""
import json
import sys

import fastjsonschema

schema_file, data_file = sys.argv[1:]
with open(schema_file, encoding="utf-8") as schema:
    validate = fastjsonschema.compile(json.load(schema))

invalid = 0
with open(data_file, "rb") as lines:
    for line in lines:
        try:
            validate(json.loads(line))
        except (ValueError, fastjsonschema.JsonSchemaValueException):
            invalid += 1
print(invalid, "records are invalid")
sys.exit(1 if invalid else 0)
