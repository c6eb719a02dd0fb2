package io.jenkins.plugins.mlcd.embedded.run;

import io.jenkins.plugins.mlcd.webhook.WebhookSettings;
import io.jenkins.plugins.mlcd.webhook.WebhookSource;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** The secret of all who send webhooks to {@code mlcd up}: made once, in a file of the home that only its owner can read. */
record WebhookToken(Path file, String value) {

    private static final int BYTES = 32;

    /** The token of {@code home}, made when there is none. */
    static WebhookToken of(Path home) throws IOException {
        Path file = home.resolve("webhook.token");
        if (Files.notExists(file)) {
            byte[] random = new byte[BYTES];
            new SecureRandom().nextBytes(random);
            Path fresh = Files.createTempFile(home, "webhook", ".token", PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(fresh, Base64.getUrlEncoder().withoutPadding().encodeToString(random) + "\n");
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        }
        return new WebhookToken(file, Files.readString(file).strip());
    }

    /** Every kind of webhook is accepted with it, as bearer token. */
    WebhookSettings settings(Optional<URI> alertmanager) {
        List<WebhookSource> sources = Arrays.stream(WebhookSource.Kind.values()).map(kind -> new WebhookSource(kind.word(), kind,
                WebhookSource.Scheme.BEARER, () -> Optional.of(value), WebhookSource.DEFAULT_RATE,
                kind == WebhookSource.Kind.ALERTMANAGER ? alertmanager : Optional.empty())).toList();
        return new WebhookSettings(sources, List.of());
    }

    @Override
    public String toString() {
        return "WebhookToken[" + file + "]";
    }
}
