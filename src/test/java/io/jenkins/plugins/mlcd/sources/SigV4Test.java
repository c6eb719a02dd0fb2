package io.jenkins.plugins.mlcd.sources;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The examples that AWS publishes: its signature test suite, and "Signature calculations for the Authorization header" of S3. */
class SigV4Test {

    private static final Instant SUITE = Instant.parse("2015-08-30T12:36:00Z");
    private static final Instant S3 = Instant.parse("2013-05-24T00:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "GET, 5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31",
        "POST, 5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b",
    })
    void signsAsTheTestSuiteSays(String method, String signature) {
        SigV4 keys = new SigV4("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", "us-east-1", "service");
        assertThat(keys.authorization(method, URI.create("https://example.amazonaws.com/"), Map.of(), Map.of("X-Amz-Date", SigV4.time(SUITE)), SUITE))
                .isEqualTo("AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, SignedHeaders=host;x-amz-date, Signature="
                        + signature);
    }

    @ParameterizedTest
    @CsvSource({
        "/test.txt, , , bytes=0-9, f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41",
        "/, lifecycle, '', , fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543",
        "/, 'max-keys,prefix', '2,J', , 34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7",
    })
    void signsAsTheManualOfS3Says(String path, String names, String values, String range, String signature) {
        Map<String, String> query = new TreeMap<>();
        if (names != null) {
            String[] all = values.split(",", -1);
            for (int i = 0; i < all.length; i++) {
                query.put(names.split(",")[i], all[i]);
            }
        }
        Map<String, String> headers = new TreeMap<>(Map.of("x-amz-date", SigV4.time(S3), "x-amz-content-sha256", SigV4.EMPTY));
        if (range != null) {
            headers.put("Range", range);
        }
        SigV4 keys = new SigV4("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", "us-east-1", "s3");
        assertThat(keys.authorization("GET", URI.create("https://examplebucket.s3.amazonaws.com" + path), query, headers, S3)).endsWith("Signature=" + signature);
    }

    @Test
    void keepsTheSecretOutOfTexts() {
        assertThat(new SigV4("AKID", "hidden", "us-east-1", "s3").toString()).doesNotContain("hidden");
        assertThat(new S3Source.Keys("AKID", "hidden").toString()).doesNotContain("hidden");
    }
}
