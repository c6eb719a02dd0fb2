package io.jenkins.plugins.mlcd.validate;

import io.jenkins.plugins.mlcd.record.Verdict;
import java.io.StringWriter;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * A validation as JUnit XML: a test suite for the gate, a class for each benchmark, a test for each check. FAIL and
 * INCONCLUSIVE are failures, ERROR is an error, and a check that was left out is skipped.
 */
public final class JUnitXml {

    private JUnitXml() {}

    public static String of(Validation validation) {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
            xml.writeStartDocument("UTF-8", "1.0");
            suite(xml, validation);
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("a string cannot refuse to be written to", e);
        }
        return text.toString();
    }

    private static void suite(XMLStreamWriter xml, Validation validation) throws XMLStreamException {
        xml.writeStartElement("testsuite");
        xml.writeAttribute("name", "mlValidate " + clean(validation.model()));
        xml.writeAttribute("tests", Integer.toString(validation.checks().size()));
        for (CheckResult check : validation.checks()) {
            test(xml, check);
        }
        xml.writeEndElement();
    }

    private static void test(XMLStreamWriter xml, CheckResult check) throws XMLStreamException {
        xml.writeStartElement("testcase");
        xml.writeAttribute("classname", "mlcd." + clean(check.benchmark()));
        xml.writeAttribute("name", clean(check.check()));
        xml.writeAttribute("time", "0");
        if (check.verdict().isEmpty()) {
            outcome(xml, "skipped", check.reason());
        } else if (check.verdict().get() == Verdict.ERROR) {
            outcome(xml, "error", "ERROR: " + check.reason());
        } else if (check.verdict().get() != Verdict.PASS) {
            outcome(xml, "failure", check.verdict().get() + ": " + check.reason());
        } else {
            xml.writeStartElement("system-out");
            xml.writeCharacters(clean(check.reason()));
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }

    private static void outcome(XMLStreamWriter xml, String element, String reason) throws XMLStreamException {
        xml.writeStartElement(element);
        xml.writeAttribute("message", clean(reason));
        xml.writeEndElement();
    }

    /** Model output may hold characters that XML cannot. */
    private static String clean(String text) {
        return text.replaceAll("[^\\x09\\x0A\\x0D\\x20-\\uD7FF\\uE000-\\uFFFD]", "?");
    }
}
