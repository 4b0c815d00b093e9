package io.github.jsonlpreflight.cli.validation;

import io.github.jsonlpreflight.cli.console.Humanize;
import io.github.jsonlpreflight.cli.options.OptionNames;
import io.github.jsonlpreflight.jsonl.JsonlRecord;
import io.github.jsonlpreflight.jsonl.Messages;
import io.github.jsonlpreflight.jsonl.PreflightException;
import io.github.jsonlpreflight.validator.Note;
import io.github.jsonlpreflight.validator.RecordVerdict;
import io.github.jsonlpreflight.validator.ValidationSummary;
import java.io.PrintWriter;
import java.util.List;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * Results as a JUnit report, which most CI systems show: a file is a suite, and each rule that is
 * broken on a field is a failed case with its first places. A good file is one passed case.
 */
final class JunitValidationOutput implements ValidationOutput {
  private final PrintWriter out;
  private final XMLStreamWriter xml;
  private final long maxListed;
  private final ShownReasons reasons;
  private String file = "";
  private GroupedFindings found;

  JunitValidationOutput(PrintWriter out, long maxListed, ShownReasons reasons) {
    this.out = out;
    this.maxListed = maxListed;
    this.reasons = reasons;
    this.found = new GroupedFindings(0, 0, reasons);
    try {
      this.xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(out);
      xml.writeStartDocument("UTF-8", "1.0");
      newLine();
      xml.writeStartElement("testsuites");
      xml.writeAttribute("name", "preflight");
      newLine();
    } catch (XMLStreamException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void begin(String name) {
    file = Messages.printable(name);
    found = new GroupedFindings(maxListed, maxListed, reasons);
  }

  @Override
  public void record(JsonlRecord record, RecordVerdict verdict) {
    found.record(record, verdict);
  }

  @Override
  public void end(ValidationSummary summary, List<Note> notes) {
    List<FindingGroups.Group> failed = found.errors().sorted();
    write(
        () -> {
          beginSuite(Math.max(1, failed.size()), failed.size(), 0);
          for (FindingGroups.Group group : failed) {
            beginCase(nameOf(group));
            xml.writeStartElement("failure");
            xml.writeAttribute("type", group.rule().keyword());
            xml.writeAttribute("message", Humanize.count(group.count(), "violation"));
            xml.writeCharacters(places(group));
            xml.writeEndElement();
            endCase();
          }
          if (failed.isEmpty()) {
            beginCase("all records are valid");
            endCase();
          }
          xml.writeStartElement("system-out");
          xml.writeCharacters(remarks(summary, notes));
          xml.writeEndElement();
          newLine();
          endSuite();
        });
  }

  private static String nameOf(FindingGroups.Group group) {
    return Messages.printable(group.rule().title());
  }

  private static String places(FindingGroups.Group group) {
    StringBuilder text = new StringBuilder();
    for (FindingGroups.Place place : group.places()) {
      text.append("line ").append(place.line()).append(": ").append(place.reason()).append('\n');
    }
    long more = group.count() - group.places().size();
    if (more > 0) {
      text.append("… and ").append(Humanize.number(more)).append(" more that are not listed\n");
    }
    return text.toString();
  }

  private String remarks(ValidationSummary summary, List<Note> notes) {
    StringBuilder text =
        new StringBuilder(
            "%s: %s valid, %s invalid%n"
                .formatted(
                    Humanize.count(summary.records(), "record"),
                    Humanize.number(summary.valid()),
                    Humanize.number(summary.invalid())));
    for (Note note : notes) {
      text.append("note: ").append(Messages.printable(note.message())).append('\n');
    }
    for (FindingGroups.Group group : found.warnings().sorted()) {
      text.append("warning: ")
          .append(nameOf(group))
          .append(", ")
          .append(Humanize.count(group.count(), "time"))
          .append('\n')
          .append(places(group));
    }
    return text.toString();
  }

  @Override
  public void unusable(PreflightException reason) {
    write(
        () -> {
          beginSuite(1, 0, 1);
          beginCase("can be read");
          xml.writeStartElement("error");
          xml.writeAttribute("type", reason.code().id());
          xml.writeAttribute("message", OptionNames.toFlags(String.valueOf(reason.getMessage())));
          xml.writeEndElement();
          endCase();
          endSuite();
        });
  }

  private void beginSuite(int tests, int failures, int unreadable) throws XMLStreamException {
    xml.writeStartElement("testsuite");
    xml.writeAttribute("name", file);
    xml.writeAttribute("tests", String.valueOf(tests));
    xml.writeAttribute("failures", String.valueOf(failures));
    xml.writeAttribute("errors", String.valueOf(unreadable));
    newLine();
  }

  private void endSuite() throws XMLStreamException {
    xml.writeEndElement();
    newLine();
  }

  private void beginCase(String name) throws XMLStreamException {
    xml.writeStartElement("testcase");
    xml.writeAttribute("classname", file);
    xml.writeAttribute("name", name);
  }

  private void endCase() throws XMLStreamException {
    xml.writeEndElement();
    newLine();
  }

  private void newLine() throws XMLStreamException {
    xml.writeCharacters("\n");
  }

  private interface Writing {
    void run() throws XMLStreamException;
  }

  /** A {@link PrintWriter} keeps its failures to itself, so that the XML writer never has any. */
  private void write(Writing writing) {
    try {
      writing.run();
      xml.flush();
    } catch (XMLStreamException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void finish() {
    write(
        () -> {
          xml.writeEndElement();
          newLine();
          xml.writeEndDocument();
        });
    out.flush();
  }

  @Override
  public void close() {
    out.flush();
  }
}
