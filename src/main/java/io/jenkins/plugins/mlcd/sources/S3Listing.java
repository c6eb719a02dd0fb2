package io.jenkins.plugins.mlcd.sources;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * One page of an answer to ListObjectsV2. Entities and DTDs are not read, for the server may be anybody's.
 *
 * @param next the token of the next page
 */
record S3Listing(List<Entry> entries, Optional<String> next) {

    private static final int MAX_ENTRIES = 10_000;

    record Entry(String key, String size, String etag) {}

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        return factory;
    }

    /** @throws IOException when it is no listing */
    static S3Listing read(InputStream body) throws IOException {
        Reading reading = new Reading();
        try {
            XMLStreamReader xml = factory().createXMLStreamReader(body);
            while (xml.hasNext()) {
                switch (xml.next()) {
                    case XMLStreamConstants.START_ELEMENT -> reading.start(xml.getLocalName());
                    case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> reading.text.append(xml.getText());
                    case XMLStreamConstants.END_ELEMENT -> reading.end(xml.getLocalName());
                    default -> { } // comments and the like say nothing
                }
            }
        } catch (XMLStreamException e) {
            throw new IOException("the answer is no listing of a bucket: " + e.getMessage().replaceAll("\\s+", " "), e);
        }
        if (!reading.listing) {
            throw new IOException("the answer is no listing of a bucket");
        }
        return new S3Listing(List.copyOf(reading.entries), Optional.ofNullable(reading.token).filter(token -> !token.isEmpty()));
    }

    /** The code of an error answer, such as {@code AccessDenied}. */
    static Optional<String> errorCode(InputStream body) {
        try {
            XMLStreamReader xml = factory().createXMLStreamReader(body);
            while (xml.hasNext()) {
                if (xml.next() == XMLStreamConstants.START_ELEMENT && xml.getLocalName().equals("Code")) {
                    return Optional.of(xml.getElementText()).filter(code -> code.matches("\\w{1,64}"));
                }
            }
        } catch (XMLStreamException e) {
            return Optional.empty();
        }
        return Optional.empty();
    }

    /** Where the reader is. */
    private static final class Reading {
        private final List<Entry> entries = new ArrayList<>();
        private final StringBuilder text = new StringBuilder();
        private boolean listing;
        private String token;
        private String key = "";
        private String size = "";
        private String etag = "";

        void start(String name) {
            text.setLength(0);
            listing |= name.equals("ListBucketResult");
        }

        void end(String name) throws IOException {
            String value = text.toString().strip();
            text.setLength(0);
            switch (name) {
                case "Key" -> key = value;
                case "Size" -> size = value;
                case "ETag" -> etag = value;
                case "NextContinuationToken" -> token = value;
                case "Contents" -> entries.add(new Entry(key, size, etag));
                default -> { } // the rest of an entry may change without its content
            }
            if (entries.size() > MAX_ENTRIES) {
                throw new IOException("a page of the listing has more than " + MAX_ENTRIES + " entries");
            }
        }
    }
}
