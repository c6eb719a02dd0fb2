package io.jenkins.plugins.mlcd.agent.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CaptureTest {

    private static final Instant START = Instant.parse("2026-01-31T12:00:00Z");
    private static final CaptureQuery ALL = new CaptureQuery(Optional.empty(), Optional.empty(), false, 1000);

    @TempDir
    private Path dir;

    private Instant now = START;

    private CaptureLog log(long segment, long total) throws IOException {
        InstantSource clock = () -> now;
        return new CaptureLog(dir, segment, total, clock);
    }

    private static CapturedSample sample(int number) {
        return new CapturedSample("r" + number, START.plusSeconds(number), "digits:1", "7", 0.5, new float[] {0, 1, 0.25f});
    }

    private List<String> csv(CaptureQuery query) throws IOException {
        StringBuilder text = new StringBuilder();
        new CaptureReader(dir).csv(query, text::append);
        return text.toString().lines().toList();
    }

    @Test
    void aTornLineIsLeftOutAndNothingElse() throws Exception {
        try (CaptureLog log = log(1 << 20, 2 << 20)) {
            log.append(sample(1));
            log.append(sample(2));
        }
        Path file = CaptureLog.files(dir).get(0);
        byte[] whole = Files.readAllBytes(file);
        for (int cut = 1; cut < 100; cut += 7) {
            Files.write(file, Arrays.copyOf(whole, whole.length - 1 - cut));
            assertThat(csv(ALL)).as("cut %s", cut).hasSize(2).last().asString().startsWith("r1,");
        }
    }

    @Test
    void aDamagedLineInTheMiddleCostsOnlyItself() throws Exception {
        try (CaptureLog log = log(1 << 20, 2 << 20)) {
            log.append(sample(1));
            log.append(sample(2));
            log.append(sample(3));
        }
        Path file = CaptureLog.files(dir).get(0);
        List<String> lines = Files.readAllLines(file);
        Files.write(file, List.of(lines.get(0), lines.get(1).replace("f32:", "??"), "\0\0\0", lines.get(2)));

        assertThat(csv(ALL)).hasSize(3);
        assertThat(csv(ALL).get(2)).startsWith("r3,");
    }

    @Test
    void aNewWriterNeverContinuesAFileThatACrashTore() throws Exception {
        try (CaptureLog log = log(1 << 20, 2 << 20)) {
            log.append(sample(1));
        }
        Files.writeString(CaptureLog.files(dir).get(0), "{\"event\":\"predicted\",\"id\":\"torn", StandardOpenOption.APPEND);
        now = now.plusSeconds(1);
        try (CaptureLog log = log(1 << 20, 2 << 20)) {
            log.append(sample(2));
        }

        assertThat(csv(ALL)).hasSize(3);
    }

    @Test
    void rotatesAndKeepsToItsCap() throws Exception {
        try (CaptureLog log = log(1000, 5000)) {
            for (int i = 0; i < 200; i++) {
                now = now.plusMillis(10);
                log.append(sample(i));
            }
        }
        long bytes = CaptureLog.files(dir).stream().mapToLong(file -> file.toFile().length()).sum();

        assertThat(bytes).isLessThanOrEqualTo(5000);
        assertThat(CaptureLog.files(dir)).hasSizeGreaterThan(3);
        assertThat(csv(ALL)).last().asString().startsWith("r199,");
    }

    @Test
    void aFileIsClosedAndDeletedWhenItIsOldEnough() throws Exception {
        now = Instant.now();
        CaptureOptions.Limits limits = new CaptureOptions.Limits(1 << 20, Duration.ofMinutes(10), 2 << 20, Duration.ofHours(1));
        try (CaptureLog log = new CaptureLog(dir, limits, () -> now)) {
            log.append(sample(1));
            now = now.plus(Duration.ofMinutes(9));
            log.append(sample(2));
            assertThat(CaptureLog.files(dir)).hasSize(1);
            now = now.plus(Duration.ofMinutes(2));
            log.append(sample(3));
            assertThat(CaptureLog.files(dir)).hasSize(2);
            now = now.plus(Duration.ofMinutes(11));
            log.age();
            assertThat(csv(ALL)).as("closed without traffic, so that it is on disk").hasSize(1 + 3);
            now = now.plus(Duration.ofHours(2));
            log.age();
            assertThat(CaptureLog.files(dir)).isEmpty();
        }
    }

    @Test
    void aPredictionThatIsTooLargeIsNotAppended() throws Exception {
        try (CaptureLog log = log(1 << 20, 2 << 20)) {
            assertThat(log.append(new CapturedSample("r1", START, "m", "7", 0.5, new float[500]), 400)).isFalse();
            assertThat(log.append(sample(2), 400)).isTrue();
            assertThat(log.totalWritten()).isBetween(100L, 400L);
        }

        assertThat(csv(ALL)).hasSize(2);
    }

    @Test
    void rowsHaveTheSchemaOfTheNewestSampleAndTheOthersAreCounted() throws Exception {
        try (CaptureLog log = log(1 << 20, 2 << 20)) {
            log.append(new CapturedSample("old1", START, "digits:1", "7", 0.5, new float[] {0.123f, 1}));
            log.append(new CapturedSample("old2", START.plusSeconds(1), "digits:1", "7", 0.5, new float[] {0, 1}));
            log.append(new CapturedSample("new", START.plusSeconds(2), "digits:2", "7", 0.5, new float[] {0, 1, 0.123f}));
        }
        StringBuilder text = new StringBuilder();
        int[] leftOut = {-1};

        int rows = new CaptureReader(dir).csv(ALL, text::append, count -> leftOut[0] = count);

        assertThat(text.toString().lines().toList()).hasSize(2).first().asString().endsWith("label,x0,x1,x2");
        assertThat(rows).isEqualTo(1);
        assertThat(leftOut).containsExactly(2);
    }

    @Test
    void choosesByTimeLabelAndNewest() throws Exception {
        try (CaptureLog log = log(1 << 20, 2 << 20)) {
            for (int i = 0; i < 10; i++) {
                log.append(sample(i));
            }
            log.append(new Feedback("r3", "7"), START);
            log.append(new Feedback("r8", "1"), START);
        }
        Optional<Instant> from = Optional.of(START.plusSeconds(3));
        Optional<Instant> to = Optional.of(START.plusSeconds(8));

        assertThat(csv(new CaptureQuery(from, to, false, 1000))).hasSize(1 + 5);
        assertThat(csv(new CaptureQuery(from, to, true, 1000))).hasSize(1 + 1).last().asString().startsWith("r3,").endsWith(",7,0,1,0.25");
        assertThat(csv(new CaptureQuery(Optional.empty(), Optional.empty(), false, 2)).stream().skip(1))
                .allMatch(line -> line.startsWith("r8,") || line.startsWith("r9,"))
                .hasSize(2);
    }

    @Test
    void fieldsWithCommasAreQuoted() throws Exception {
        try (CaptureLog log = log(1 << 20, 2 << 20)) {
            log.append(new CapturedSample("r", START, "m", "a,\"b\"", 0.5, new float[] {1}));
        }

        assertThat(csv(ALL).get(1)).isEqualTo("r," + START + ",m,\"a,\"\"b\"\"\",0.5,,1");
    }

    @Property(tries = 200)
    void anInputSurvivesItsText(@ForAll @Size(max = 30) float[] input) {
        assertThat(InputCodec.decode(InputCodec.encode(input))).isEqualTo(input);
    }

    @Property(tries = 200)
    void theNumberOfValuesShowsInTheLengthOfTheText(@ForAll @Size(max = 30) float[] input) {
        assertThat(InputCodec.values(InputCodec.encode(input))).isEqualTo(input.length);
        assertThat(InputCodec.values(InputCodec.encode(new float[input.length]))).isEqualTo(input.length);
    }

    @Test
    void pixelsTakeOneByteEach() {
        float[] pixels = new float[256];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = i / 255f;
        }

        assertThat(InputCodec.encode(pixels)).startsWith("u8:");
        assertThat(InputCodec.decode(InputCodec.encode(pixels))).isEqualTo(pixels);
        pixels[7] = 0.123f;
        assertThat(InputCodec.encode(pixels)).startsWith("f32:");
        assertThat(InputCodec.decode(InputCodec.encode(pixels))).isEqualTo(pixels);
    }
}
