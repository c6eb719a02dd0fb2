package io.jenkins.plugins.mlcd.sources;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every source promises. */
class SourceContractTest {

    static final AllowList ALL = AllowList.of(List.of("file:/", "http:", "https:"));

    @TempDir
    Path directory;

    /** A place with content that a test can set, and the source that looks at it. */
    interface Place extends AutoCloseable {
        void set(String content) throws Exception;

        Source source();

        @Override
        default void close() throws Exception {}
    }

    /** Opens a place in an empty directory. */
    @FunctionalInterface
    interface Kind {
        Place open(Path directory) throws Exception;
    }

    record Named(String name, Kind kind) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Named> kinds() {
        return Stream.of(new Named("directory", Directory::new), new Named("http with ETag", d -> new Web("ETag")),
                new Named("http with Last-Modified", d -> new Web("Last-Modified")), new Named("http with neither", d -> new Web("")),
                new Named("s3", d -> new Bucket()), new Named("h2", d -> new Table("jdbc:h2:mem:" + d.getFileName())),
                new Named("sqlite", d -> new Table("jdbc:sqlite:" + d.resolve("data.db"))), new Named("git", Branch::new));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void seesTheSameContentAsTheSameVersion(Named kind) throws Exception {
        try (Place place = kind.kind().open(directory)) {
            place.set("one");
            Observation first = place.source().look(Optional.empty()).orElseThrow();
            assertThat(place.source().look(Optional.of(first)).orElseThrow().version()).isEqualTo(first.version());
            assertThat(place.source().look(Optional.empty()).orElseThrow().version()).isEqualTo(first.version());
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void seesOtherContentAsAnotherVersion(Named kind) throws Exception {
        try (Place place = kind.kind().open(directory)) {
            place.set("one");
            Observation first = place.source().look(Optional.empty()).orElseThrow();
            place.set("two!");
            assertThat(place.source().look(Optional.of(first)).orElseThrow().version()).isNotEqualTo(first.version());
        }
    }

    private static final class Directory implements Place {
        private final Path root;

        Directory(Path root) {
            this.root = root;
        }

        @Override
        public void set(String content) throws IOException {
            Files.writeString(root.resolve("data.csv"), content);
        }

        @Override
        public Source source() {
            return new DirectorySource(ALL, root, "**", Duration.ZERO, InstantSource.system());
        }
    }

    private static class Web implements Place {
        final HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        private final String validator;
        private String content = "";

        Web(String validator) throws IOException {
            this.validator = validator;
            server.createContext("/", exchange -> {
                byte[] body = body().getBytes(StandardCharsets.UTF_8);
                if (!validator.isEmpty()) {
                    exchange.getResponseHeaders().add(validator, '"' + content + '"');
                }
                boolean known = ('"' + content + '"').equals(exchange.getRequestHeaders().getFirst(validator.equals("ETag") ? "If-None-Match" : "If-Modified-Since"));
                exchange.sendResponseHeaders(known ? 304 : 200, known ? -1 : body.length);
                if (!known) {
                    exchange.getResponseBody().write(body);
                }
                exchange.close();
            });
            server.start();
        }

        String body() {
            return content;
        }

        String content() {
            return content;
        }

        URI url() {
            return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        }

        @Override
        public void set(String content) {
            this.content = content;
        }

        @Override
        public Source source() {
            return new HttpSource(ALL, url().resolve("/data.csv"), HttpClient.newHttpClient(), Optional::empty);
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }

    private static final class Bucket extends Web {
        Bucket() throws IOException {
            super("");
        }

        @Override
        String body() {
            return "<ListBucketResult><Contents><Key>a.csv</Key><Size>4</Size><ETag>\"" + content() + "\"</ETag></Contents></ListBucketResult>";
        }

        @Override
        public Source source() {
            return new S3Source(ALL, new S3Source.Bucket(url(), "digits", "new/", "us-east-1"), HttpClient.newHttpClient(),
                    () -> Optional.of(new S3Source.Keys("key", "secret")), InstantSource.system());
        }
    }

    private static final class Table implements Place {
        private final String url;
        private final Connection open;

        Table(String url) throws SQLException {
            this.url = url;
            open = DriverManager.getConnection(url);
            execute("CREATE TABLE samples (label VARCHAR(20))");
        }

        private void execute(String sql) throws SQLException {
            try (Statement statement = open.createStatement()) {
                statement.execute(sql);
            }
        }

        @Override
        public void set(String content) throws SQLException {
            execute("INSERT INTO samples VALUES ('" + content + "')");
        }

        @Override
        public Source source() {
            return new SqlSource(() -> DriverManager.getConnection(url), "SELECT COUNT(*), MAX(label) FROM samples");
        }

        @Override
        public void close() throws SQLException {
            open.close();
        }
    }

    private static final class Branch implements Place {
        private final Path repository;

        Branch(Path directory) throws Exception {
            repository = directory;
            git("init", "-q", "-b", "main");
        }

        private void git(String... arguments) throws Exception {
            List<String> command = Stream.concat(Stream.of("git", "-c", "user.name=t", "-c", "user.email=t@example.org"), Stream.of(arguments)).toList();
            Process process = new ProcessBuilder(command).directory(repository.toFile()).redirectErrorStream(true).start();
            String words = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as(words).isZero();
        }

        @Override
        public void set(String content) throws Exception {
            git("commit", "-q", "--allow-empty", "-m", content);
        }

        @Override
        public Source source() {
            return new GitSource(ALL, repository.toUri(), "main");
        }
    }
}
