package io.github.jsonlpreflight.profiler;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What was found in sources. Immutable.
 *
 * @param records how many records there are; blank lines are none
 * @param objects how many of them are JSON objects within the limits: what fields are counted in
 * @param blankLines how many lines are blank
 * @param bytes how many bytes were read
 * @param fields the fields, each behind the one that it stands in, in the order of their first
 *     values
 * @param fieldsBeyond about how many more fields there are, for which there was no room
 * @param unreadByKeyword how many records are no JSON objects, or past a limit, by what is wrong
 * @param unread the first of them
 * @param remarks how many objects a check refuses for their spelling, by policy: {@code
 *     duplicate-key}, {@code lone-surrogate}
 */
public record Profile(
    long records,
    long objects,
    long blankLines,
    long bytes,
    List<FieldProfile> fields,
    long fieldsBeyond,
    Map<String, Long> unreadByKeyword,
    List<UnreadRecord> unread,
    Map<String, Long> remarks) {
  /** Copies the collections. */
  public Profile {
    fields = List.copyOf(fields);
    unreadByKeyword = Collections.unmodifiableMap(new TreeMap<>(unreadByKeyword));
    unread = List.copyOf(unread);
    remarks = Collections.unmodifiableMap(new TreeMap<>(remarks));
  }

  /** Returns how many records are no JSON objects, or past a limit. */
  public long unreadCount() {
    return records - objects;
  }

  @Override
  public String toString() {
    return "Profile[" + records + " records, " + fields.size() + " fields]";
  }
}
