package io.jenkins.plugins.mlcd.validate;

import io.jenkins.plugins.mlcd.record.Verdict;
import java.io.StringWriter;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * A validation as JUnit XML: a test suite for the gate, a class for each benchmark, a test for each check. FAIL and
 * INCONCLUSIVE are failures of these types, ERROR is an error, and a check that was left out is skipped.
 */
public final class JUnitXml {

    private final XMLStreamWriter xml;

    private JUnitXml(XMLStreamWriter xml) {
        this.xml = xml;
    }

    public static String of(Validation validation) {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
            xml.writeStartDocument("UTF-8", "1.0");
            new JUnitXml(xml).suite(validation);
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("a string cannot refuse to be written to", e);
        }
        return text.toString();
    }

    private void suite(Validation validation) throws XMLStreamException {
        xml.writeStartElement("testsuite");
        attribute("name", "mlValidate " + validation.model());
        attribute("tests", Integer.toString(validation.checks().size()));
        attribute("failures", Long.toString(count(validation, Verdict.FAIL) + count(validation, Verdict.INCONCLUSIVE)));
        attribute("errors", Long.toString(count(validation, Verdict.ERROR)));
        attribute("skipped", Long.toString(validation.checks().stream().filter(check -> check.verdict().isEmpty()).count()));
        for (CheckResult check : validation.checks()) {
            test(check);
        }
        xml.writeEndElement();
    }

    private static long count(Validation validation, Verdict verdict) {
        return validation.checks().stream().filter(check -> check.verdict().equals(Optional.of(verdict))).count();
    }

    private void test(CheckResult check) throws XMLStreamException {
        xml.writeStartElement("testcase");
        attribute("classname", "mlcd." + check.benchmark());
        attribute("name", check.check());
        attribute("time", "0");
        if (check.verdict().isEmpty()) {
            outcome("skipped", Optional.empty(), check);
        } else if (check.verdict().get() == Verdict.ERROR) {
            outcome("error", check.verdict(), check);
        } else if (check.verdict().get() != Verdict.PASS) {
            outcome("failure", check.verdict(), check);
        } else {
            xml.writeStartElement("system-out");
            xml.writeCharacters(clean(text(check)));
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }

    private void outcome(String element, Optional<Verdict> type, CheckResult check) throws XMLStreamException {
        xml.writeStartElement(element);
        attribute("message", type.map(verdict -> verdict + ": ").orElse("") + check.reason());
        if (type.isPresent()) {
            attribute("type", type.get().name());
            xml.writeCharacters(clean(text(check)));
        }
        xml.writeEndElement();
    }

    /** The reason, and that of each slice that did not pass. */
    private static String text(CheckResult check) {
        return check.reason()
                + check.slices().stream()
                        .filter(slice -> slice.verdict() != Verdict.PASS)
                        .map(slice -> "\n" + slice.verdict() + " " + slice.slice() + ": " + slice.reason())
                        .collect(Collectors.joining());
    }

    private void attribute(String name, String value) throws XMLStreamException {
        xml.writeAttribute(name, clean(value));
    }

    /** Model output may hold characters that XML cannot. */
    private static String clean(String text) {
        return text.replaceAll("[^\\x09\\x0A\\x0D\\x20-\\uD7FF\\uE000-\\uFFFD]", "?");
    }
}
