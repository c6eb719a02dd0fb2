package io.jenkins.plugins.mlcd.embedded.steps;

import hudson.AbortException;
import java.io.InputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * What JUnit reports say, as {@code junit} returns it on Jenkins.
 *
 * @param totalCount test cases, the skipped ones too
 * @param failCount failures and errors
 * @param skipCount not run
 * @param passCount the rest
 */
public record TestCounts(int totalCount, int failCount, int skipCount, int passCount) {

    static final TestCounts NONE = new TestCounts(0, 0, 0, 0);

    TestCounts plus(TestCounts other) {
        return new TestCounts(totalCount + other.totalCount, failCount + other.failCount, skipCount + other.skipCount,
                passCount + other.passCount);
    }

    public int getTotalCount() {
        return totalCount;
    }

    public int getFailCount() {
        return failCount;
    }

    public int getSkipCount() {
        return skipCount;
    }

    public int getPassCount() {
        return passCount;
    }

    String sentence() {
        return totalCount + " tests: " + passCount + " passed, " + failCount + " failed, " + skipCount + " skipped";
    }

    /**
     * Counts the test cases of one report; entities are not resolved.
     *
     * @throws AbortException when {@code in} is no XML
     */
    static TestCounts read(InputStream in, String name) throws AbortException {
        XMLInputFactory factory = XMLInputFactory.newInstance();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        try {
            return count(factory.createXMLStreamReader(in));
        } catch (XMLStreamException e) {
            throw new AbortException("junit: " + name + " is no XML: " + String.valueOf(e.getMessage()).replaceAll("\\s+", " "));
        }
    }

    private static TestCounts count(XMLStreamReader reader) throws XMLStreamException {
        int total = 0;
        int failed = 0;
        int skipped = 0;
        boolean counted = false;
        while (reader.hasNext()) {
            if (reader.next() != XMLStreamConstants.START_ELEMENT) {
                continue;
            }
            switch (reader.getLocalName()) {
                case "testcase" -> {
                    total++;
                    counted = false;
                }
                case "failure", "error" -> {
                    failed += counted ? 0 : 1;
                    counted = true;
                }
                case "skipped" -> {
                    skipped += counted ? 0 : 1;
                    counted = true;
                }
                default -> { }
            }
        }
        return new TestCounts(total, failed, skipped, total - failed - skipped);
    }
}
