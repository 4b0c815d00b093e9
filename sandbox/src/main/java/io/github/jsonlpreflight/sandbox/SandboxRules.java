package io.github.jsonlpreflight.sandbox;

/** What the sandbox does, and on whose word. */
final class SandboxRules {
  static final String TEXT =
      """
      This is a local stand-in of the dataset service, not the service. What it accepts, the
      service may refuse, and the other way round.

      Rules that the service documents or that its own command line expects:
        - the calls, their answers, and the statuses of an import
        - imports of one dataset run one at a time, in the order in which their files arrive
        - a file name ends in .jsonl; an upload URL is signed, expires, and fixes the content type
        - a file with a line that is no JSON fails whole, and nothing of it is stored
        - a dataset schema: its types and limits, strict, one task_group_id, which cannot move
          to another field once the dataset holds data
        - an address has a scheme and a host; audio and video paths end as their types demand
        - a dataset without a schema keeps imports in pending_schema until it is given one

      Rules of the sandbox, where the service is silent:
        - a byte-order mark, a blank line, bytes that are no UTF-8, and an empty file make the
          import fail; a carriage return before the line feed is white space of the record
        - a line that holds JSON but no object counts as one that is no JSON
        - a text value is limited to 5,000 code points unless set otherwise
        - fields that the schema does not name, null, numbers, booleans and nested values are
          accepted, except that an address is a string, blank, or null
        - of two equal keys in a record, the last one counts
        - an address of another ending is answered with "Value is not a valid URL"
        - an import that rejects every record is partial
        - imports are done at once; one answer still shows queued and one processing before the
          end, unless set otherwise
        - identical records are stored as often as they are sent
        - upload URLs are good for 15 minutes unless set otherwise; an import lists 1,000 errors
          at most unless set otherwise
        - the numbers in error_code

      A convenience of the sandbox alone: a dataset may have a JSON Schema instead.
      """;

  private SandboxRules() {}
}
