package io.jenkins.plugins.mlcd.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.mlcd.record.Json;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReportLineTest {

    private static int trial(String line) {
        byte[] bytes = ("x" + line + "\n{").getBytes(StandardCharsets.UTF_8);
        return ReportLine.trial(bytes, 1, bytes.length - 3);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "{'event':'reported','at':'2026-01-01T00:00:00Z','trial':0,'step':1,'metrics':{'a':1}} | 0",
        "{'event':'reported','at':'2026-01-01T00:00:00.123456789Z','trial':99999,'step':1,'metrics':{'trial':7}} | 99999",
        "{'event':'told','at':'2026-01-01T00:00:00Z','trial':3,'step':1} | -1",
        "{'event': 'reported','at':'2026-01-01T00:00:00Z','trial':3,'step':1} | -1",
        "{'event':'reported','at':'2026-01-01T00:00:00Z','trial':-3,'step':1} | -1",
        "{'event':'reported','at':'2026-01-01T00:00:00Z','trial':3.5,'step':1} | -1",
        "{'event':'reported','at':'2026-01-01T00:00:00Z','trial':12345678901,'step':1} | -1",
        "{'event':'reported','at':'2026-01-01T00:00:00Z','trial':3,'step':1,'metr | -1",
        "{'event':'reported','at':'2026-01-01T00:00:00Z','trial':3 | -1",
        "{'event':'reported' | -1",
        "`` | -1",
    })
    void knowsAReportByItsFirstBytes(String line, int trial) {
        assertThat(trial(line.replace('\'', '"'))).isEqualTo(trial);
    }

    @Test
    void knowsWhatTheStudyWrites() {
        assertThat(trial(Json.line(Json.mapper().valueToTree(new io.jenkins.plugins.mlcd.sweep.StudyEvent.Reported(
                java.time.Instant.EPOCH, 42, 3, java.util.Map.of("accuracy", 0.5)))))).isEqualTo(42);
    }
}
