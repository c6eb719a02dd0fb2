package io.jenkins.plugins.mlcd.loop;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.mlcd.loop.Intake.Arrival;
import io.jenkins.plugins.mlcd.loop.Intake.Batch;
import io.jenkins.plugins.mlcd.loop.Intake.Place;
import io.jenkins.plugins.mlcd.record.Json;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Reads the whole lines of a file of the intake that lie between two places. */
final class IntakeReader {

    private static final Logger LOGGER = Logger.getLogger(IntakeReader.class.getName());

    private static final int BUFFER = 64 * 1024;

    private IntakeReader() {}

    /** @param until only what ends at or before this byte is on disk */
    static Batch read(Path file, Place from, long until, int most) throws IOException {
        List<Arrival> arrivals = new ArrayList<>();
        long place = from.offset();
        try (FileChannel channel = FileChannel.open(file)) {
            InputStream in = new BufferedInputStream(Channels.newInputStream(channel.position(place)), BUFFER);
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            while (place < until && arrivals.size() < most) {
                int b = in.read();
                if (b < 0) {
                    break;
                }
                if (b != '\n') {
                    line.write(b);
                    continue;
                }
                place += line.size() + 1;
                add(file, line.toByteArray(), arrivals);
                line.reset();
            }
        }
        return new Batch(arrivals, new Place(from.segment(), place));
    }

    /** A line that cannot be read is said loudly and passed over: it may not keep all that come after it from their jobs. */
    private static void add(Path file, byte[] line, List<Arrival> arrivals) {
        try {
            JsonNode event = Json.mapper().readTree(line);
            if (event instanceof ObjectNode && event.path("event").asText().equals("accepted")) {
                Instant at = Instant.parse(event.path("at").asText());
                for (JsonNode occurrence : event.path("occurrences")) {
                    arrivals.add(new Arrival(at, Json.mapper().treeToValue(occurrence, Occurrence.class)));
                }
            }
        } catch (IOException | RuntimeException e) {
            LOGGER.log(Level.SEVERE, e, () -> file + ": a line of " + line.length + " bytes cannot be read and is passed over");
        }
    }
}
