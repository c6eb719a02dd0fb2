package io.jenkins.plugins.mlcd.sources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OutgoingUrlsTest {

    private static OutgoingUrls urls(String... allowed) {
        return new OutgoingUrls(List.of(allowed), host -> {
            if (host.equals("nowhere.example.org")) {
                throw new UnknownHostException(host);
            }
            return InetAddress.getAllByName(host.equals("innocent.example.org") ? "169.254.169.254" : host.endsWith("example.org") ? "192.0.2.1" : host);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://prometheus.example.org/", "http://10.0.0.5:9090/prometheus", "http://127.0.0.1:8080", "http://nowhere.example.org", "http://[2001:db8::1]/"})
    void asksEverythingOrdinaryByDefault(String url) throws IOException {
        assertThat(urls().require("prometheus url", URI.create(url))).hasToString(url);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            http://169.254.169.254/latest/meta-data/   | leads to 169.254.169.254
            http://innocent.example.org/               | leads to 169.254.169.254
            http://[fe80::1]/                          | leads to fe80
            http://[fd00:ec2::254]/                    | leads to fd00:ec2
            http://100.100.100.200/                    | leads to 100.100.100.200
            http://0.0.0.0:8080/                       | leads to 0.0.0.0
            http://224.0.0.1/                          | leads to 224.0.0.1
            http://[::ffff:169.254.169.254]/           | leads to 169.254.169.254
            file:/etc/passwd                           | must be an http or https URL
            ftp://example.org/                         | must be an http or https URL
            http://user:secret@example.org/            | 'http://example.org/' must be an http or https URL with a host and without a password
            """)
    void asksNoMetadataServiceAndNoLink(String url, String rule) {
        assertThatThrownBy(() -> urls().require("prometheus url", URI.create(url))).isInstanceOf(IOException.class)
                .hasMessageStartingWith("prometheus url '").hasMessageContaining(rule).hasMessageNotContaining("secret");
    }

    @Test
    void asksOnlyWhatIsListed() throws IOException {
        OutgoingUrls urls = urls("https://prometheus.example.org/api", "", "http://169.254.10.1:9090");
        urls.require("x", URI.create("https://prometheus.example.org/api/v1"));
        urls.require("x", URI.create("http://169.254.10.1:9090/"));
        for (String url : List.of("https://prometheus.example.org/", "https://other.example.org/api", "http://prometheus.example.org/api", "https://prometheus.example.org/api/../admin")) {
            assertThatThrownBy(() -> urls.require("x", URI.create(url))).hasMessageContaining("is not among the allowed URLs");
        }
        assertThatThrownBy(() -> urls("no url")).isInstanceOf(IllegalArgumentException.class);
    }
}
