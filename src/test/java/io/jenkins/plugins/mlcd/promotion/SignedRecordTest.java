package io.jenkins.plugins.mlcd.promotion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.mlcd.record.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SignedRecordTest {

    private static SigningKey ed25519;
    private static SigningKey rsa;

    @TempDir
    Path directory;

    @BeforeAll
    static void makeKeys() throws Exception {
        ed25519 = key("Ed25519", 0);
        rsa = key("RSA", 2048);
    }

    private static SigningKey key(String algorithm, int bits) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
        if (bits > 0) {
            generator.initialize(bits);
        }
        KeyPair pair = generator.generateKeyPair();
        return SigningKey.of(pair.getPrivate(), pair.getPublic());
    }

    private static ObjectNode record() throws IOException {
        return Json.parseObject("""
                {"schema":"mlcd/promotion","version":1,"model":"digits:42","promotion":{"by":"alice","build":42,"reason":"as good"},
                 "lineage":{"commit":"7f98","dataset":{"samples":9728,"dataVersion":"sha256:d"},"params":{"lr":0.016089612652652963,"a/b~c":1E-7},
                  "rollout":{"steps":[{"weight":5},{"weight":100}]},"tags":[],"none":null}}""");
    }

    @ParameterizedTest
    @MethodSource("keys")
    void isSoundAsLongAsNothingWasChangedHoweverItIsWritten(SigningKey key) throws IOException {
        ObjectNode signed = SignedRecord.sign(record(), key);
        ObjectNode again = Json.parseObject(signed.toPrettyString());
        assertThat(SignedRecord.verify(again, Optional.of(key.publicKey())).problems()).isEmpty();
        ObjectNode reordered = Json.object();
        List<String> names = new ArrayList<>();
        again.fieldNames().forEachRemaining(names::add);
        Collections.reverse(names);
        names.forEach(name -> reordered.set(name, again.get(name)));
        assertThat(SignedRecord.verify(reordered, Optional.empty()).problems()).isEmpty();
    }

    static Stream<SigningKey> keys() {
        return Stream.of(ed25519, rsa);
    }

    @ParameterizedTest
    @MethodSource("changes")
    void saysWhichFieldWasChanged(Consumer<ObjectNode> change, String problem) throws IOException {
        ObjectNode signed = SignedRecord.sign(record(), ed25519);
        change.accept(signed);
        assertThat(SignedRecord.verify(signed, Optional.of(ed25519.publicKey())).problems()).singleElement().asString().startsWith(problem);
    }

    static Stream<Arguments> changes() {
        return Stream.of(
                change(r -> r.withObject("/promotion").put("by", "bob"), "/promotion/by was changed; it is \"bob\" now"),
                change(r -> r.withObject("/lineage/params").put("a/b~c", 2), "/lineage/params/a~1b~0c was changed; it is 2 now"),
                change(r -> r.withObject("/lineage/params").put("lr", 0.016089612652652967), "/lineage/params/lr was changed"),
                change(r -> r.withObject("/lineage/dataset").put("samples", "9728"), "/lineage/dataset/samples was changed"),
                change(r -> r.withObject("/lineage/dataset").remove("dataVersion"), "/lineage/dataset/dataVersion was taken away"),
                change(r -> r.withObject("/promotion").put("approved", true), "/promotion/approved was added"),
                change(r -> r.withArray("/lineage/rollout/steps").addObject().put("weight", 50), "/lineage/rollout/steps/2/weight was added"));
    }

    private static Arguments change(Consumer<ObjectNode> change, String problem) {
        return Arguments.of(change, problem);
    }

    @Test
    void whoChangesAFieldAndItsDigestIsFoundByTheSignature() throws IOException {
        ObjectNode signed = SignedRecord.sign(record(), ed25519);
        signed.withObject("/promotion").put("by", "bob");
        ObjectNode object = signed.deepCopy();
        object.remove("signature");
        object.remove("digests");
        CanonicalJson.digests(object).forEach(signed.withObject("/digests")::put);
        assertThat(SignedRecord.verify(signed, Optional.empty()).problems()).singleElement().asString().contains("the signature is not one of key");
    }

    @Test
    void aDigestThatWasChangedIsFoundByTheSignature() throws IOException {
        ObjectNode signed = SignedRecord.sign(record(), ed25519);
        signed.withObject("/digests").put("/model", "sha256:0");
        assertThat(SignedRecord.verify(signed, Optional.empty()).problems()).hasSize(2).first().asString().startsWith("the signature is not one of key");
    }

    @Test
    void whoSignsAgainWithAKeyOfHisOwnIsFoundByTheTrustedKey() throws IOException {
        ObjectNode forged = SignedRecord.sign(record().put("model", "digits:43"), rsa);
        assertThat(SignedRecord.verify(forged, Optional.empty()).sound()).as("nobody says who should have signed").isTrue();
        assertThat(SignedRecord.verify(forged, Optional.of(ed25519.publicKey())).problems()).hasSize(2).first().asString().startsWith("it was signed with another key, sha256:");
    }

    @Test
    void whatIsNotSignedIsNotSound() throws IOException {
        assertThatThrownBy(() -> SignedRecord.verify(record(), Optional.empty())).hasMessageContaining("it is not signed");
    }

    /** Appendix of RFC 8785: keys by UTF-16 code units, numbers as ECMAScript writes them. */
    @Test
    void writesTheFormOfRfc8785() throws IOException {
        ObjectNode node = Json.parseObject("""
                {"numbers":[333333333.33333329,1E30,4.50,2e-3,0.000000000000000000000000001],"string":"\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\"\\/",
                 "literals":[null,true,false]}""");
        assertThat(new String(CanonicalJson.bytes(node), StandardCharsets.UTF_8)).isEqualTo("{\"literals\":[null,true,false],"
                + "\"numbers\":[333333333.3333333,1e+30,4.5,0.002,1e-27],\"string\":\"€$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}");
        assertThat(CanonicalJson.digests(node)).containsOnlyKeys("/literals/0", "/literals/1", "/literals/2", "/numbers/0", "/numbers/1", "/numbers/2", "/numbers/3",
                "/numbers/4", "/string");
    }

    @Test
    void keysAreReadAsOpensslWritesThem() throws Exception {
        Path file = directory.resolve("secrets/key.pem");
        SigningKey made = SigningKey.inFile(file);
        assertThat(SigningKey.inFile(file)).as("read again").isEqualTo(made);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
        assertThat(PublicKeys.parse(PublicKeys.pem(made.publicKey()))).isEqualTo(made.publicKey());
        assertThat(made.toString()).doesNotContain(Files.readAllLines(file).get(1));
        for (Map.Entry<String, String> wrong : Map.of("nothing", "there is no '-----BEGIN PRIVATE KEY-----'",
                "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n", "neither Ed25519 nor RSA").entrySet()) {
            assertThatThrownBy(() -> SigningKey.parse(wrong.getKey())).hasMessageContaining(wrong.getValue());
        }
        KeyPairGenerator small = KeyPairGenerator.getInstance("RSA");
        small.initialize(1024);
        String pem = PublicKeys.pem("PRIVATE KEY", small.generateKeyPair().getPrivate().getEncoded());
        assertThatThrownBy(() -> SigningKey.parse(pem)).hasMessage("an RSA key must have at least 2048 bits, but has 1024");
        assertThatThrownBy(() -> SigningKey.of(KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPrivate(), ed25519.publicKey())).hasMessage("the public key does not belong to the private key");
    }
}
