package io.jenkins.plugins.mlcd.sources;

import static io.jenkins.plugins.mlcd.sources.SourceContractTest.ALL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is particular to each source: its cost, its refusals, its hostile inputs. */
class SourcesTest {

    @TempDir
    Path directory;

    private HttpServer server;
    private final List<HttpExchange> requests = new ArrayList<>();
    private int status = 200;
    private final List<String> bodies = new ArrayList<>();

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.createContext("/", exchange -> {
            requests.add(exchange);
            exchange.getResponseHeaders().add("Location", "http://169.254.169.254/");
            byte[] body = (bodies.size() > 1 ? bodies.remove(0) : bodies.isEmpty() ? "" : bodies.get(0)).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private Source files(String include, Duration settle, InstantSource clock) {
        return new DirectorySource(ALL, directory, include, settle, clock);
    }

    private Source files(String include) {
        return files(include, Duration.ZERO, InstantSource.system());
    }

    private Source bucket() {
        return new S3Source(ALL, new S3Source.Bucket(url(), "digits", "new/", "eu-central-1"), HttpClient.newHttpClient(),
                () -> Optional.of(new S3Source.Keys("AKID", "secret")), InstantSource.system());
    }

    private Source page() {
        return new HttpSource(ALL, url().resolve("/a"), HttpClient.newHttpClient(), () -> Optional.of("t0ken"));
    }

    @Test
    void takesATouchedFileAsTheSameContent() throws Exception {
        Path file = Files.writeString(directory.resolve("a.csv"), "1,2");
        Observation before = files("**").look(Optional.empty()).orElseThrow();
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2020-01-01T00:00:00Z")));
        assertThat(files("**").look(Optional.of(before)).orElseThrow().version()).isEqualTo(before.version());
    }

    @Test
    void readsOnlyFilesWhoseSizeOrTimeDiffers() throws Exception {
        Path file = Files.writeString(directory.resolve("a.csv"), "1,2");
        FileTime time = Files.getLastModifiedTime(file);
        Observation before = files("**").look(Optional.empty()).orElseThrow();
        Files.writeString(file, "9,9");
        Files.setLastModifiedTime(file, time);
        assertThat(files("**").look(Optional.of(before)).orElseThrow().version()).as("was not read again").isEqualTo(before.version());
        assertThat(files("**").look(Optional.empty()).orElseThrow().version()).as("was read").isNotEqualTo(before.version());
    }

    @Test
    void looksOnlyAtFilesOfTheGlobAndFollowsNoLink() throws Exception {
        Path outside = Files.createTempDirectory("outside");
        Files.writeString(outside.resolve("secret.csv"), "x");
        Files.createDirectories(directory.resolve("deep"));
        Files.writeString(directory.resolve("deep/a.csv"), "1");
        Files.writeString(directory.resolve("notes.txt"), "1");
        Files.createSymbolicLink(directory.resolve("link.csv"), outside.resolve("secret.csv"));
        Files.createSymbolicLink(directory.resolve("linked"), outside);
        assertThat(files("**.csv").look(Optional.empty()).orElseThrow().samples()).hasValue(1);
    }

    @Test
    void seesNoFilesThatAreJustBeingWritten() throws Exception {
        Path file = Files.writeString(directory.resolve("a.csv"), "half");
        Instant written = Files.getLastModifiedTime(file).toInstant();
        assertThat(files("**", Duration.ofSeconds(10), () -> written.plusSeconds(9)).look(Optional.empty())).isEmpty();
        assertThat(files("**", Duration.ofSeconds(10), () -> written.plusSeconds(11)).look(Optional.empty())).isPresent();
    }

    @Test
    void refusesADirectoryThatALinkLeadsOutOf() throws Exception {
        Path allowed = Files.createDirectories(directory.resolve("allowed"));
        Files.createDirectories(directory.resolve("private"));
        Files.createSymbolicLink(allowed.resolve("data"), directory.resolve("private"));
        Source source = new DirectorySource(AllowList.of(List.of(allowed.toUri().toString())), allowed.resolve("data"), "**", Duration.ZERO, InstantSource.system());
        assertThatThrownBy(() -> source.look(Optional.empty())).hasMessageContaining("is not among the sources");
    }

    @ParameterizedTest
    @CsvSource({"302, is a redirect to http://169.254.169.254/; name that URL", "403, answered 403", "500, answered 500", "404, answered 404"})
    void saysWhatAServerAnsweredAndFollowsNoRedirect(int code, String words) {
        status = code;
        assertThatThrownBy(() -> page().look(Optional.empty())).isInstanceOf(IOException.class).hasMessageEndingWith(words);
        assertThat(requests).hasSize(1);
    }

    @Test
    void sendsTheTokenToTheUrlOnly() throws Exception {
        bodies.add("data");
        page().look(Optional.empty());
        assertThat(requests.get(0).getRequestHeaders().getFirst("Authorization")).isEqualTo("Bearer t0ken");
    }

    @Test
    void asksNobodyWhoIsNotAllowed() {
        Source source = new HttpSource(AllowList.of(List.of("https:")), url(), HttpClient.newHttpClient(), Optional::empty);
        assertThatThrownBy(() -> source.look(Optional.empty())).hasMessageContaining("is not among the sources");
        assertThat(requests).isEmpty();
    }

    @Test
    void readsAllPagesOfABucketAndSignsEach() throws Exception {
        bodies.add("<ListBucketResult><Contents><Key>a</Key><ETag>1</ETag></Contents><NextContinuationToken>t+/=</NextContinuationToken></ListBucketResult>");
        bodies.add("<ListBucketResult><Contents><Key>b</Key><ETag>2</ETag></Contents></ListBucketResult>");
        assertThat(bucket().look(Optional.empty()).orElseThrow().samples()).hasValue(2);
        assertThat(requests).extracting(request -> request.getRequestURI().getRawQuery())
                .containsExactly("list-type=2&prefix=new%2F", "continuation-token=t%2B%2F%3D&list-type=2&prefix=new%2F");
        assertThat(requests).allSatisfy(request -> assertThat(request.getRequestHeaders().getFirst("Authorization"))
                .startsWith("AWS4-HMAC-SHA256 Credential=AKID/").contains("/eu-central-1/s3/aws4_request"));
    }

    @Test
    void namesTheErrorOfABucket() {
        status = 403;
        bodies.add("<Error><Code>AccessDenied</Code><Message>no</Message></Error>");
        assertThatThrownBy(() -> bucket().look(Optional.empty())).hasMessageEndingWith("answered 403 AccessDenied");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nothing", "<html></html>", "<ListBucketResult>", "<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><ListBucketResult>&a;</ListBucketResult>"})
    void refusesWhatIsNoListing(String body) {
        assertThatThrownBy(() -> S3Listing.read(new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8))))
                .isInstanceOf(IOException.class).hasMessageContaining("no listing");
    }

    @ParameterizedTest
    @CsvSource({"SELECT 1 WHERE 1 = 0, no row", "SELECT 1 UNION ALL SELECT 2, several rows", "SELEKT, the query failed"})
    void refusesAQueryThatDoesNotAnswerWithOneRow(String query, String words) {
        Source source = new SqlSource(() -> DriverManager.getConnection("jdbc:h2:mem:rows"), query);
        assertThatThrownBy(() -> source.look(Optional.empty())).isInstanceOf(IOException.class).hasMessageContaining(words);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--upload-pack=touch x", "-main", "", "a b", "main\nx"})
    void refusesARefThatIsNoName(String ref) {
        assertThatThrownBy(() -> new GitSource(ALL, url(), ref)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("ref");
    }

    @Test
    void startsNoHelperProgramThatAUrlNames() {
        Path mark = directory.resolve("mark");
        AllowList careless = AllowList.of(List.of("file:/", "ext:"));
        assertThatThrownBy(() -> new GitSource(careless, URI.create("ext::touch%20" + mark), "main").look(Optional.empty())).isInstanceOf(IOException.class);
        assertThat(mark).doesNotExist();
    }

    @Test
    void saysThatABranchIsMissing() throws Exception {
        new ProcessBuilder("git", "init", "-q", "-b", "main").directory(directory.toFile()).start().waitFor();
        assertThatThrownBy(() -> new GitSource(ALL, directory.toUri(), "other").look(Optional.empty())).hasMessageContaining("'other'");
    }
}
