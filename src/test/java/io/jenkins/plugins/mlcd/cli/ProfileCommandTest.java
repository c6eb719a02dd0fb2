package io.jenkins.plugins.mlcd.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.jenkins.plugins.mlcd.monitor.profile.NumericProfile;
import io.jenkins.plugins.mlcd.monitor.profile.Profile;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProfileCommandTest {

    private static final String ORDERS = """
            at,country,amount,items,prediction,confidence,label
            2026-01-01T00:10:00Z,de,10.5,1,good,0.9,good
            2026-01-01T00:50:00Z,fr,20.5,2,good,0.8,bad
            2026-01-01T01:10:00Z,"de",,3,bad,0.4,
            2026-01-01T01:20:00Z,"a ""b"", c",40.5,4,bad,0.7,bad
            """;

    @TempDir
    Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        String[] all = Stream.concat(Stream.of("profile"), Stream.of(arguments)).toArray(String[]::new);
        return Mlcd.commandLine(all).setOut(new PrintWriter(out)).setErr(new PrintWriter(err)).execute(all);
    }

    private String file(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text).toString();
    }

    private List<Profile> printed() throws IOException {
        List<Profile> profiles = new ArrayList<>();
        for (String line : out.toString().lines().toList()) {
            profiles.add(Profile.fromJson(line));
        }
        out.getBuffer().setLength(0);
        return profiles;
    }

    private void isOfTheOrders(Profile profile) {
        assertThat(profile.samples()).isEqualTo(4);
        assertThat(profile.from()).isEqualTo(Instant.parse("2026-01-01T00:10:00Z"));
        assertThat(profile.to()).isEqualTo(Instant.parse("2026-01-01T01:20:00Z"));
        assertThat(profile.features()).containsOnlyKeys("amount", "items", Profile.CONFIDENCE);
        NumericProfile amount = profile.features().get("amount");
        assertThat(List.of(amount.count(), amount.missing())).containsExactly(3L, 1L);
        assertThat(amount.mean()).isCloseTo(71.5 / 3, within(1e-12));
        assertThat(amount.sketch().points()).containsExactly(10.5, 20.5, 40.5);
        assertThat(profile.categories()).containsOnlyKeys("country");
        assertThat(profile.categories().get("country").frequent().counts()).isEqualTo(Map.of("de", 2L, "fr", 1L, "a \"b\", c", 1L));
        assertThat(profile.predictions().counts()).isEqualTo(Map.of("good", 2L, "bad", 2L));
        assertThat(profile.labels().count()).isEqualTo(3);
        assertThat(profile.labels().correct()).isEqualTo(2);
        assertThat(profile.confidence().totalLabelled()).isEqualTo(3);
        assertThat(profile.joint().names()).containsExactly("amount", "items");
        assertThat(profile.joint().correlation(0, 1)).isGreaterThan(0.9);
    }

    @Test
    void readsTheSameFromCsvJsonLinesAndParquet() throws Exception {
        String csv = file("orders.csv", ORDERS);
        assertThat(run(csv)).as(err.toString()).isZero();
        isOfTheOrders(printed().get(0));

        String json = file("orders.jsonl", """
                {"at": "2026-01-01T00:10:00Z", "country": "de", "amount": 10.5, "items": 1, "prediction": "good", "confidence": 0.9, "label": "good"}
                {"at": "2026-01-01T00:50:00Z", "country": "fr", "amount": 20.5, "items": 2, "prediction": "good", "confidence": 0.8, "label": "bad"}

                {"at": 1767229800, "country": "de", "items": 3, "prediction": "bad", "confidence": 0.4, "label": null}
                {"at": "2026-01-01 01:20:00", "country": "a \\"b\\", c", "amount": 40.5, "items": 4, "prediction": "bad", "confidence": 0.7, "label": "bad"}
                """);
        assertThat(run(json)).as(err.toString()).isZero();
        isOfTheOrders(printed().get(0));

        Path parquet = directory.resolve("it's [orders].parquet");
        try (var connection = DriverManager.getConnection("jdbc:duckdb:"); var statement = connection.createStatement()) {
            statement.execute("COPY (SELECT * REPLACE (CAST(items AS DECIMAL(9,2)) AS items) FROM read_csv('" + csv + "', escape='\"')) TO '"
                    + parquet.toString().replace("'", "''") + "' (FORMAT parquet)");
        }
        assertThat(run(parquet.toString())).as(err.toString()).isZero();
        isOfTheOrders(printed().get(0));
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void makesAProfileAWindowWhichMergeToTheWhole() throws IOException {
        String csv = file("orders.csv", ORDERS);
        Path windows = directory.resolve("windows");
        assertThat(run(csv, "--window", "1h", "--output", windows.toString(), "--slice", "country")).as(err.toString()).isZero();
        Path first = windows.resolve("profile-2026-01-01T000000Z.json");
        Path second = windows.resolve("profile-2026-01-01T010000Z.json");
        Profile early = Profile.fromJson(Files.readString(first));
        assertThat(early.samples()).isEqualTo(2);
        assertThat(early.to()).isEqualTo(Instant.parse("2026-01-01T01:00:00Z"));
        assertThat(early.slices().get("country").values().get("fr").labelled()).isEqualTo(1);
        assertThat(early.slices().get("country").values().get("fr").correct()).isZero();

        assertThat(run("--merge", first.toString(), second.toString())).isZero();
        Profile merged = printed().get(0);
        assertThat(merged.samples()).isEqualTo(4);
        assertThat(merged.features().get("amount").mean()).isCloseTo(71.5 / 3, within(1e-12));
        assertThat(merged.slices().get("country").values().get("de").samples()).isEqualTo(2);
    }

    @Test
    void takesTheFeaturesOfAnotherProfile() throws IOException {
        Path reference = directory.resolve("reference.json");
        assertThat(run(file("old.csv", "a,b\n1,x\n2,y\n"), "--output", reference.toString())).isZero();
        assertThat(run(file("new.csv", "c,b,a\n7,1,\n8,2,\n"), "--schema", reference.toString())).as(err.toString()).isZero();
        Profile profile = printed().get(0);
        assertThat(profile.features()).containsOnlyKeys("a");
        assertThat(profile.categories().get("b").frequent().counts()).containsOnlyKeys("1", "2");
        assertThat(run(file("changed.csv", "c,b\n7,1\n"), "--schema", reference.toString())).isEqualTo(1);
        assertThat(err.toString()).contains("changed.csv: there is no column 'a', which the schema has, but c, b");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            t.csv   |                         |                     | t.csv is empty
            t.csv   | a,b                     |                     | t.csv has no row
            t.csv   | a,a;1,2                 |                     | t.csv has two columns 'a'
            t.csv   | a,;1,2                  |                     | t.csv has a column without a name
            t.csv   | a,b;1,2;3               |                     | t.csv line 3 has 1 fields, but the header has 2
            t.csv   | a,b;1,2,3               |                     | t.csv line 2 has 3 fields, but the header has 2
            t.csv   | a;"1                    |                     | t.csv line 2 opens a quote that is never closed
            t.csv   | a;1                     | --numeric b         | t.csv: there is no column 'b', but a
            t.csv   | a;x                     | --numeric a         | t.csv line 2: 'a' is no number, but 'x'; name it in --categorical if it holds names
            t.csv   | a,c;1,1.5               | --confidence c      | t.csv line 2: 'c' must be a confidence from 0 to 1, but is 1.5
            t.csv   | a;1                     | --window 1h         | t.csv: windows need a column with the time: name it with --time
            t.csv   | a,t;1,soon              | --time t            | t.csv line 2: 't' must be a time such as 2026-01-31T12:00:00Z or seconds since 1970, but is 'soon'
            t.jsonl | {"a": [1]}              |                     | t.jsonl line 1: 'a' holds an array; only numbers, texts, truth values and times can be profiled, so name it in --ignore
            t.jsonl | {"a": 1};{"a":          |                     | t.jsonl line 2 is no JSON object
            t.jsonl | 17                      |                     | t.jsonl line 1 is no JSON object
            t.parquet | PAR1                  |                     | t.parquet cannot be read as Parquet
            t.txt   | a;1                     |                     | t.txt must end with .csv, .jsonl or .parquet, or --format must say which of them it is
            t.json  | {"schema": "x"}         | --merge             | t.json: the profile holds 'x', but 'mlcd/profile' was expected
            """)
    void answersAStrangeFileInOneLine(String name, String text, String options, String message) throws IOException {
        String file = file(name, text == null ? "" : text.replace(';', '\n'));
        List<String> arguments = new ArrayList<>(List.of(file));
        if (options != null) {
            arguments.addAll(List.of(options.split(" ")));
        }
        assertThat(run(arguments.toArray(String[]::new))).isEqualTo(1);
        assertThat(err.toString()).startsWith("mlcd: ").contains(message);
        assertThat(err.toString().strip()).doesNotContain("\n");
        assertThat(out.toString()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            a;1;1;1              | column 'a' is constant: 1.0
            a,b;1,;2,NA;3,null   | column 'b' has no value at all
            a;1;1e308;-inf;2     | column 'a' has 2 values that are infinite or beyond 1.0E140; they are counted as extreme and enter no other figure
            a,b;1,x;2,x          | column 'b' is constant: x
            """)
    void notesStrangeColumnsAndGoesOn(String text, String note) throws IOException {
        assertThat(run(file("t.csv", text.replace(';', '\n')))).as(err.toString()).isZero();
        assertThat(err.toString()).isEqualTo("note: " + note + System.lineSeparator());
        for (NumericProfile feature : printed().get(0).features().values()) {
            assertThat(feature.variance()).isFinite();
            assertThat(feature.mean()).isFinite();
        }
    }

    @Test
    void notesAColumnThatTellsRowsApart() throws IOException {
        StringBuilder table = new StringBuilder("id,a\n");
        for (int i = 0; i < 200; i++) {
            table.append("r").append(i).append(',').append(i).append('\n');
        }
        assertThat(run(file("t.csv", table.toString()))).isZero();
        assertThat(err.toString()).startsWith("note: column 'id' has another value in nearly every row; name it in --ignore");
    }

    @Test
    void refusesTimesThatGoBackTooFar() throws IOException {
        StringBuilder table = new StringBuilder("t,a\n");
        for (int hour = 0; hour < 9; hour++) {
            table.append("2026-01-01T0").append(hour).append(":00:00Z,1\n");
        }
        String file = file("t.csv", table + "2026-01-01T00:30:00Z,1\n");
        assertThat(run(file, "--time", "t", "--window", "1h")).isEqualTo(1);
        assertThat(err.toString()).contains("line 11 is of 2026-01-01T00:30:00Z, but that window was done").contains("sort the table by its time");
    }

    /** The commands of the page, on files of their names. */
    @Test
    void doesWhatItsPageSays() throws Exception {
        file("orders.csv", ORDERS);
        file("requests.jsonl", """
                {"at": "2026-01-01T00:10:00Z", "country": "de", "amount": 3, "answer": "a", "score": 0.5, "truth": "a"}
                {"at": "2026-01-01T02:10:00Z", "country": "fr", "amount": 4, "answer": "b", "score": 0.5, "truth": "a"}
                """);
        try (var connection = DriverManager.getConnection("jdbc:duckdb:"); var statement = connection.createStatement()) {
            for (String day : List.of("monday", "tuesday")) {
                statement.execute("COPY (SELECT 'de' AS country, 1.5 AS amount, 2 AS items) TO '" + directory.resolve(day + ".parquet") + "' (FORMAT parquet)");
            }
        }
        String page = Files.readString(Path.of("docs/reference/profile.md"));
        String commands = page.substring(page.indexOf("```sh\n") + 6, page.indexOf("```\n\n| option"));
        for (String command : commands.lines().toList()) {
            List<String> arguments = new ArrayList<>();
            for (String word : command.substring("mlcd profile ".length()).split(" ")) {
                arguments.addAll(inDirectory(word));
            }
            assertThat(run(arguments.toArray(String[]::new))).as(command + ": " + err).isZero();
        }
        assertThat(TableOptions.read(directory.resolve("now.json")).samples()).isEqualTo(2);
        Profile day = TableOptions.read(directory.resolve("day.json"));
        assertThat(day.samples()).isEqualTo(2);
        assertThat(day.labels().correct()).isEqualTo(1);
        assertThat(day.slices().get("country").values()).containsOnlyKeys("de", "fr");
    }

    private List<String> inDirectory(String word) throws IOException {
        if (word.contains("*")) {
            Path pattern = directory.resolve(word);
            try (var found = Files.newDirectoryStream(pattern.getParent(), pattern.getFileName().toString())) {
                List<String> files = new ArrayList<>();
                found.forEach(file -> files.add(file.toString()));
                return files;
            }
        }
        return List.of(word.contains(".") || word.equals("windows") ? directory.resolve(word).toString() : word);
    }

    @Test
    void isCalledWithFilesOrWithAModel() {
        assertThat(run()).isEqualTo(2);
        assertThat(run("a.csv", "--model", "m", "--data", "d")).isEqualTo(2);
        assertThat(run("--model", "m")).isEqualTo(2);
        assertThat(err.toString()).contains("name files to summarise, or a model by --model and data by --data");
    }
}
