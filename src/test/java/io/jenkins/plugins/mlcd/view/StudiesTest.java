package io.jenkins.plugins.mlcd.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.mlcd.record.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StudiesTest {

    private static final String HEADER = "{'schema':'mlcd/study','version':1}";
    private static final String DEFINED = "{'event':'defined','definition':{'study':'digits','metric':'accuracy','direction':'maximize'}}";

    @TempDir
    private Path job;

    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private Studies studies;
    private List<Path> places;

    @BeforeEach
    void start() {
        studies = new Studies(10_000, (InstantSource) () -> now);
        places = List.of(job.resolve("builds"), job.resolve("mlcd/builds"));
    }

    private Path log(Path place, int build) throws IOException {
        return Files.createDirectories(place.resolve(Integer.toString(build)).resolve("mlcd")).resolve("study-digits.jsonl");
    }

    private void write(Path file, String... lines) throws IOException {
        StringBuilder text = new StringBuilder();
        for (String line : lines) {
            text.append(line.replace('\'', '"')).append('\n');
        }
        Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private static String asked(int trial, double lr) {
        return "{'event':'asked','at':'2026-01-01T00:00:0" + trial % 10 + "Z','trial':" + trial + ",'algorithm':'net','params':{'lr':" + lr + "},'seed':4,'worker':'1'}";
    }

    private static String told(int trial, double value) {
        return "{'event':'told','at':'2026-01-01T00:01:0" + trial % 10 + "Z','trial':" + trial + ",'value':" + value + ",'metrics':{'accuracy':" + value + "}}";
    }

    private static String reported(int trial, int step, double value) {
        return "{'event':'reported','at':'2026-01-01T00:00:30Z','trial':" + trial + ",'step':" + step + ",'metrics':{'accuracy':" + value + "}}";
    }

    private JsonNode study(int build) throws IOException {
        return studies.study(places, build, "digits").orElseThrow();
    }

    @Test
    void foldsATrialFromAskedToTold() throws IOException {
        write(log(places.get(0), 1), HEADER, DEFINED, asked(0, 0.1), reported(0, 1, 0.7), reported(0, 2, 0.8), "{'event':'resources','trial':0,'resources':{'device':'cpu'}}",
                "{'event':'resources','trial':0,'resources':{'agent':'gpu-1','wall_seconds':3}}", told(0, 0.8), "{'event':'of-the-future'}", "{'event':'ended','state':'completed'}");
        JsonNode study = study(1);
        assertThat(study.at("/name").asText()).isEqualTo("digits");
        assertThat(study.at("/trials/0/state").asText()).isEqualTo("complete");
        assertThat(study.at("/trials/0/curve")).isEqualTo(Json.mapper().readTree("[[1,0.7],[2,0.8]]"));
        assertThat(study.at("/best/resources")).hasToString("{\"device\":\"cpu\",\"agent\":\"gpu-1\",\"wall_seconds\":3}");
        assertThat(study.at("/ended/state").asText()).isEqualTo("completed");
        assertThat(study.at("/bestSoFar/0/2").asInt()).isZero();
    }

    @Test
    void aLostTrialStartsAnewWhenItIsAskedAgainAndAFailedOneSaysWhy() throws IOException {
        write(log(places.get(0), 1), HEADER, DEFINED, asked(0, 0.1), reported(0, 1, 0.7), "{'event':'lost','trial':0,'reason':'the agent went away'}", asked(0, 0.1),
                asked(1, 0.1), "{'event':'failed','trial':1,'reason':'exit code 1'}");
        JsonNode study = study(1);
        assertThat(study.at("/trials/0/state").asText()).isEqualTo("running");
        assertThat(study.at("/trials/0/curve").isMissingNode()).isTrue();
        assertThat(study.at("/counts/running").asInt()).isEqualTo(1);
        assertThat(study.at("/counts/failed").asInt()).isEqualTo(1);
        JsonNode row = studies.trials(places, 1, "digits", new TrialQuery("failed", Optional.empty(), false, 0, 10)).at("/rows/0");
        assertThat(row.at("/reason").asText()).isEqualTo("exit code 1");
    }

    /** The log is written in pieces that end anywhere; what was read is never read again, and a torn line waits. */
    @Test
    void followsAGrowingLogWhereverItsWritesEnd() throws IOException {
        Path log = log(places.get(0), 1);
        String text = String.join("\n", HEADER, DEFINED, asked(0, 0.1), reported(0, 1, 0.7), told(0, 0.8), asked(1, 0.2), told(1, 0.9), "").replace('\'', '"');
        int offset = 0;
        List<Integer> totals = new ArrayList<>();
        for (int end = 1; end <= text.length(); end += 7) {
            Files.writeString(log, text.substring(offset, Math.min(text.length(), end)), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            offset = Math.min(text.length(), end);
            totals.add(study(1).path("total").asInt());
        }
        Files.writeString(log, text.substring(offset), StandardOpenOption.APPEND);
        assertThat(totals).isSorted().contains(0, 1, 2);
        assertThat(study(1).at("/best/number").asInt()).isEqualTo(1);
        assertThat(study(1).at("/trials/0/curve").size()).isEqualTo(1);
    }

    @Test
    void tellsAPageOnlyWhatChangedSinceItLooked() throws IOException {
        Path log = log(places.get(0), 1);
        write(log, HEADER, DEFINED, asked(0, 0.1), told(0, 0.8), asked(1, 0.2));
        int seen = study(1).path("offset").asInt();
        assertThat(studies.changes(places, 1, "digits", seen).orElseThrow().size()).as("nothing is new").isEqualTo(1);
        write(log, reported(1, 1, 0.5), asked(2, 0.3));
        JsonNode changes = studies.changes(places, 1, "digits", seen).orElseThrow();
        assertThat(changes.path("trials").findValuesAsText("number")).containsExactly("1", "2");
        assertThat(changes.at("/trials/0/curve")).hasSize(1);
        assertThat(changes.path("more").asBoolean()).isFalse();
        assertThat(studies.changes(places, 1, "digits", 1_000).orElseThrow().path("more").asBoolean()).as("the page saw another log").isTrue();
    }

    @Test
    void readsALogAnewThatAnotherOneTookThePlaceOf() throws IOException {
        Path log = log(places.get(0), 1);
        write(log, HEADER, DEFINED, asked(0, 0.1), told(0, 0.8), asked(1, 0.2), told(1, 0.9));
        assertThat(study(1).path("total").asInt()).isEqualTo(2);
        Files.delete(log);
        write(log, HEADER, DEFINED, asked(0, 0.1));
        assertThat(study(1).path("total").asInt()).isEqualTo(1);
        assertThat(study(1).at("/counts/complete").asInt()).isZero();
    }

    @Test
    void looksAtAllBuildsAlsoThoseThatWereDeleted() throws IOException {
        write(log(places.get(0), 2), HEADER, DEFINED, asked(0, 0.2), told(0, 0.9));
        write(log(places.get(1), 1), HEADER, DEFINED, asked(0, 0.1), told(0, 0.8));
        write(log(places.get(1), 2), HEADER, DEFINED, asked(0, 0.5), told(0, 0.1));
        JsonNode page = studies.trials(places, new TrialQuery("", Optional.of("value"), true, 0, 10));
        assertThat(page.path("rows").findValuesAsText("build")).containsExactly("2", "1");
        JsonNode comparison = studies.comparison(places, TrialId.parseAll("1.digits.0, 2.digits.0,9.digits.4"));
        assertThat(comparison.at("/trials/0/value").asDouble()).isEqualTo(0.8);
        assertThat(comparison.at("/trials/1/value").asDouble()).isEqualTo(0.9);
        assertThat(comparison.at("/missing/0").asText()).isEqualTo("9.digits.4");
        write(log(places.get(0), 3), HEADER, DEFINED, asked(0, 0.2));
        now = now.plusSeconds(3);
        assertThat(studies.trials(places, new TrialQuery("", Optional.empty(), false, 0, 10)).path("total").asInt()).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource({"value, false, '2,0,1,3'", "value, true, '1,0,2,3'", "params.lr, false, '3,2,1,0'", "state, false, '0,1,2,3'", "number, true, '3,2,1,0'"})
    void sortsByAnyColumnWithMissingValuesLast(String sort, boolean descending, String expected) throws IOException {
        write(log(places.get(0), 1), HEADER, DEFINED, asked(0, 0.4), told(0, 0.5), asked(1, 0.3), told(1, 0.9), asked(2, 0.2), told(2, 0.1), asked(3, 0.1));
        JsonNode page = studies.trials(places, 1, "digits", new TrialQuery("", Optional.of(sort), descending, 0, 10));
        assertThat(String.join(",", page.path("rows").findValuesAsText("number"))).isEqualTo(expected);
    }

    @Test
    void givesPagesOfWhatPassesTheFilter() throws IOException {
        Path log = log(places.get(0), 1);
        write(log, HEADER, DEFINED);
        for (int trial = 0; trial < 120; trial++) {
            write(log, asked(trial, 0.1 * trial), told(trial, trial / 200.0));
        }
        JsonNode page = studies.trials(places, 1, "digits", new TrialQuery("accuracy >= 0.3", Optional.of("value"), false, 50, 50));
        assertThat(page.path("of").asInt()).isEqualTo(120);
        assertThat(page.path("total").asInt()).isEqualTo(60);
        assertThat(page.path("rows").findValuesAsText("number")).hasSize(10).startsWith("110");
        assertThatThrownBy(() -> new TrialQuery("", Optional.of("colour"), false, 0, 10)).hasMessageContaining("'colour' is no column");
        assertThatThrownBy(() -> new TrialQuery("", Optional.empty(), false, 0, 5_000)).hasMessageContaining("limit 5000 must be 1 to 1000");
        assertThat(studies.csv(places, 1, "digits", new TrialQuery("accuracy >= 0.3", Optional.empty(), false, 50, 50)).lines()).as("whatever the page").hasSize(61);
    }

    /** To put only a page in order is a shortcut that nobody may notice. */
    @ParameterizedTest
    @CsvSource({"value, true", "value, false", "params.lr, false", "algorithm, true", "seconds, false", "reason, true"})
    void anyPageIsItsPartOfTheWholeOrder(String sort, boolean descending) throws IOException {
        Path log = log(places.get(0), 1);
        write(log, HEADER, DEFINED);
        for (int trial = 0; trial < 200; trial++) {
            write(log, asked(trial, 0.1 * (trial * 7 % 13)), trial % 5 == 0 ? "{'event':'failed','trial':" + trial + ",'reason':'r" + trial % 3 + "'}" : told(trial, trial * 37 % 101));
        }
        List<String> whole = studies.trials(places, 1, "digits", new TrialQuery("", Optional.of(sort), descending, 0, 200)).path("rows").findValuesAsText("number");
        for (int offset : new int[] {0, 7, 30, 45, 190}) {
            assertThat(studies.trials(places, 1, "digits", new TrialQuery("", Optional.of(sort), descending, offset, 10)).path("rows").findValuesAsText("number"))
                    .containsExactlyElementsOf(whole.subList(offset, offset + 10));
        }
    }

    @Test
    void drawsASampleThatKeepsWhatStandsOut() throws IOException {
        Path log = log(places.get(0), 1);
        write(log, HEADER, DEFINED);
        StringBuilder lines = new StringBuilder();
        for (int trial = 0; trial < 4_000; trial++) {
            double value = trial == 1_234 ? 0.999 : trial == 3_210 ? 0.001 : 0.5 + 0.0001 * (trial % 100);
            lines.append(asked(trial, 0.1)).append('\n');
            for (int step = 1; step <= 4; step++) {
                lines.append(reported(trial, step, value)).append('\n');
            }
            lines.append(told(trial, value)).append('\n');
        }
        write(log, lines.toString().strip(), asked(4_000, 0.1));
        JsonNode study = study(1);
        assertThat(study.path("total").asInt()).isEqualTo(4_001);
        assertThat(study.path("trials").findValuesAsText("number")).hasSize(900).contains("1234", "3210", "4000").doesNotHaveDuplicates();
        assertThat(study.path("trials").findValues("curve")).hasSizeBetween(80, 120);
        assertThat(study.at("/best/number").asInt()).isEqualTo(1_234);
        assertThat(Json.line(study).length()).isLessThan(600_000);
    }

    @Test
    void keepsThePeaksOfALongCurve() throws IOException {
        StringBuilder lines = new StringBuilder();
        for (int step = 0; step < 10_000; step++) {
            lines.append(reported(0, step, step == 4_321 ? 99 : step == 7_777 ? -99 : 1)).append('\n');
        }
        write(log(places.get(0), 1), HEADER, DEFINED, asked(0, 0.1), lines.toString().strip());
        JsonNode points = study(1).at("/trials/0/curve");
        assertThat(points.size()).isBetween(20, 60);
        assertThat(points.toString()).contains("[4321,99]", "[7777,-99]", "[0,1]", "[9999,1]");
    }

    @Test
    void readsTheReportsOfATrialWhenTheyAreDrawnWhateverTheirLengthAndForm() throws IOException {
        Path log = log(places.get(0), 1);
        String at = "{'event':'reported','at':'2026-01-01T00:00:00Z','trial':";
        write(log, HEADER, DEFINED, asked(0, 0.1), at + "0,'step':1,'metrics':{'accuracy':0.25,'loss':3}}", asked(1, 0.1),
                at + "1,'step':1,'metrics':{'accuracy':0.5,'note':'" + "x".repeat(20_000) + "'}}",
                "{ 'event': 'reported', 'metrics': {'accuracy': 0.75}, 'step': 2, 'trial': 0}");
        ObjectNode compared = studies.comparison(places, TrialId.parseAll("1.digits.0,1.digits.1"));
        assertThat(compared.at("/trials/0/curves/accuracy").toString()).isEqualTo("[[1,0.25],[2,0.75]]");
        assertThat(compared.at("/trials/0/curves/loss").toString()).isEqualTo("[[1,3]]");
        assertThat(compared.at("/trials/1/curves/accuracy").toString()).isEqualTo("[[1,0.5]]");
        assertThat(studies.trials(places, new TrialQuery("", Optional.empty(), false, 0, 50)).at("/rows/0/steps").asInt()).isEqualTo(2);
        write(log, at + "0,'step':3,'metrics':{'loss':1}}");
        assertThat(studies.comparison(places, TrialId.parseAll("1.digits.0")).at("/trials/0/curves/loss").toString()).isEqualTo("[[1,3],[3,1]]");
    }

    @Test
    void readsEventsOfAnyFormAsTheyWereMeant() throws IOException {
        write(log(places.get(0), 1), HEADER, DEFINED,
                "{'event':'asked','at':'2026-01-01T00:00:00Z','trial':0,'algorithm':'net','params':{'lr':0.5,'on':true,'none':null,'list':[1,{'a':2}],'text':'x','p1':1,'p2':2,'p3':3,'p4':4,'p5':5},'seed':4,'worker':'1','later':{'x':[1]}}",
                "{'event':'resources','at':'2026-01-01T00:00:00Z','trial':0,'resources':{'wall_seconds':3,'device':'cpu'}}",
                "{'event':'resources','at':'2026-01-01T00:00:00Z','trial':0,'resources':{'wall_seconds':4}}",
                "{'at':'2026-01-01T01:00:00.5+01:00','trial':0,'event':'told','value':'x','metrics':'none','reason':{'odd':[]}}");
        JsonNode row = studies.trials(places, new TrialQuery("", Optional.empty(), false, 0, 5)).at("/rows/0");
        assertThat(row.path("params").toString()).isEqualTo("{\"lr\":0.5,\"on\":\"true\",\"list\":\"[1,{\\\"a\\\":2}]\",\"text\":\"x\",\"p1\":1,\"p2\":2,\"p3\":3,\"p4\":4,\"p5\":5}");
        assertThat(row.path("resources").toString()).isEqualTo("{\"wall_seconds\":4,\"device\":\"cpu\"}");
        assertThat(row.path("state").asText()).isEqualTo("complete");
        assertThat(row.has("value")).isFalse();
        assertThat(row.path("endedAt").asText()).isEqualTo("2026-01-01T00:00:00.500Z");
    }

    @Test
    void readsAheadWhatAPageWillAskFor() throws Exception {
        write(log(places.get(0), 1), HEADER, DEFINED, asked(0, 0.1), told(0, 0.5));
        studies.expect(places, 1);
        studies.expect(places, 99);
        write(log(places.get(0), 1), "{'event':'asked','trial'"); // what is damaged is for who asks
        studies.expect(places, 1);
        assertThatThrownBy(() -> study(1)).hasMessageContaining("damaged");
        assertThat(studies.trials(places, 2, "digits", new TrialQuery("", Optional.empty(), false, 0, 5)).path("of").asInt()).isZero();
    }

    @Test
    void comparesTrialsOfSeveralJobsAndKnowsNothingOfThoseThatMayNotBeShown() throws IOException {
        write(log(places.get(0), 1), HEADER, DEFINED, asked(0, 0.1), told(0, 0.9));
        Path other = job.resolveSibling("other");
        write(log(other, 4), HEADER, DEFINED.replace("accuracy", "loss"), asked(2, 0.2), "{'event':'told','at':'2026-01-01T00:01:00Z','trial':2,'value':3,'metrics':{'loss':3}}");
        Function<String, Optional<List<Path>>> jobs = name -> switch (name) {
            case "digits" -> Optional.of(places);
            case "team/a,b:c %" -> Optional.of(List.of(other));
            default -> Optional.empty();
        };
        List<JobTrial> wanted = JobTrial.parseAll("team%2Fa%2Cb%3Ac%20%25:4.digits.2,digits:1.digits.0,digits:1.digits.9,secret:1.digits.0");
        assertThat(JobTrial.parseAll(wanted.stream().map(JobTrial::toString).collect(Collectors.joining(",")))).isEqualTo(wanted);
        ObjectNode compared = studies.comparison(wanted, jobs);
        assertThat(compared.path("trials").findValuesAsText("job")).containsExactly("team/a,b:c %", "digits");
        assertThat(compared.path("columns").toString()).isEqualTo("{\"params\":[\"lr\"],\"metrics\":[\"accuracy\",\"loss\"],\"resources\":[]}");
        assertThat(compared.path("missing").toString()).isEqualTo("[\"digits:1.digits.9\",\"secret:1.digits.0\"]");
        assertThat(studies.comparisonCsv(wanted, jobs)).startsWith("job,build,study,").contains("\r\n\"team/a,b:c %\",4,digits,2,complete,net,3,").contains("\r\ndigits,1,digits,0,complete,");
        assertThatThrownBy(() -> JobTrial.parseAll("1.digits.0")).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("job:build.study.number");
    }

    @Test
    void aDamagedReportIsNamedWhenItIsDrawn() throws IOException {
        write(log(places.get(0), 1), HEADER, DEFINED, asked(0, 0.1), "{'event':'reported','at':'2026-01-01T00:00:00Z','trial':0,'step':1,'metrics':{'accuracy':}}");
        assertThatThrownBy(() -> study(1)).isInstanceOf(IOException.class).hasMessageContaining("study-digits.jsonl: the line at byte").hasMessageContaining("damaged");
    }

    @Test
    void aSpreadsheetTakesNoTextOfATrialForAFormula() throws IOException {
        write(log(places.get(0), 1), HEADER, DEFINED, "{'event':'asked','trial':0,'algorithm':'=cmd()','params':{'a,b':'x\\\"y','n':-1}}");
        String csv = studies.comparisonCsv(places, TrialId.parseAll("1.digits.0"));
        assertThat(csv).startsWith("build,study,number,state,algorithm,value,\"params.a,b\",params.n,").contains(",'=cmd(),").contains(",\"x\"\"y\",-1,");
    }

    @Test
    void namesTheDamagedFileAndRefusesANewerOne() throws IOException {
        write(log(places.get(0), 1), HEADER, "{'event':'asked','trial'");
        assertThatThrownBy(() -> study(1)).isInstanceOf(IOException.class).hasMessageContaining("study-digits.jsonl").hasMessageContaining("damaged");
        write(log(places.get(0), 2), "{'schema':'mlcd/study','version':9}");
        assertThatThrownBy(() -> study(2)).hasMessageContaining("version 9");
        assertThat(studies.study(places, 3, "digits")).isEmpty();
        assertThatThrownBy(() -> studies.study(places, 1, "../../x")).hasMessageContaining("is not a name");
    }

    @ParameterizedTest
    @CsvSource({"1.digits", "x.digits.1", "1.a/b.1", "1..1", "99999999999.digits.1"})
    void refusesWhatNamesNoTrial(String text) {
        assertThatThrownBy(() -> TrialId.parse(text)).isInstanceOf(IllegalArgumentException.class);
        assertThat(TrialId.parse("1.a.b.7")).isEqualTo(new TrialId(1, "a.b", 7));
    }
}
