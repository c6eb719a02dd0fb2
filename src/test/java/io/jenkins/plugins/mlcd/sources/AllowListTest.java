package io.jenkins.plugins.mlcd.sources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AllowListTest {

    @ParameterizedTest
    @CsvSource({
        "https://data.example.org/, https://data.example.org/a/b.csv",
        "https://data.example.org, https://data.example.org:443/a",
        "https://DATA.example.org/a, https://data.example.org/a",
        "https://data.example.org/a, https://data.example.org/a/b",
        "https:, https://anything.example/x",
        "http://minio:9000/, http://minio:9000/bucket",
        "file:/srv/data, file:///srv/data/digits/",
        "file:///srv/data, file:/srv/data/digits",
        "ssh://git@git.example.org/, ssh://git@git.example.org/team/data.git",
    })
    void allowsWhatIsAtOrBelowAnEntry(String entry, String url) throws IOException {
        assertThat(AllowList.of(List.of(entry)).require(URI.create(url))).isNotNull();
    }

    @ParameterizedTest
    @CsvSource({
        "https://data.example.org/, http://data.example.org/",
        "https://data.example.org/, https://data.example.org:8443/",
        "https://data.example.org/, https://data.example.org.evil.example/",
        "https://data.example.org/, https://evil.example/?https://data.example.org/",
        "https://data.example.org/, https://data.example.org@evil.example/",
        "https://data.example.org/a, https://data.example.org/ab",
        "https://data.example.org/a, https://data.example.org/a/../b",
        "https://data.example.org/a, https://data.example.org/a/%2e%2e/b",
        "https://data.example.org/a, https://data.example.org/a/..%2Fb",
        "https:, http://169.254.169.254/latest/meta-data",
        "https:, file:/etc/passwd",
        "https:, ext::sh -c id",
        "file:/srv/data, file:/srv/database",
        "file:/srv/data, file:/srv/data/../../etc",
    })
    void allowsNothingElse(String entry, String url) {
        assertThatThrownBy(() -> AllowList.of(List.of(entry)).require(URI.create(url.replace(" ", "%20"))))
                .isInstanceOf(IOException.class).hasMessageContaining("is not among the sources");
    }

    @Test
    void allowsNothingWhenItIsEmpty() {
        assertThatThrownBy(() -> AllowList.of(List.of()).require(URI.create("https://data.example.org/"))).isInstanceOf(IOException.class);
    }

    @Test
    void saysNoPassword() {
        assertThatThrownBy(() -> AllowList.of(List.of()).require(URI.create("https://user:secret@data.example.org/"))).hasMessageNotContaining("secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"data.example.org", "https://data.example.org/?a=b", "http://[", "/srv/data"})
    void refusesAnEntryThatIsNoUrl(String entry) {
        assertThatThrownBy(() -> AllowList.of(List.of(entry))).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("allowed source");
    }
}
