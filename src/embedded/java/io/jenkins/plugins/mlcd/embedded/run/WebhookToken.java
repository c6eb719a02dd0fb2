package io.jenkins.plugins.mlcd.embedded.run;

import io.jenkins.plugins.mlcd.embedded.config.RunConfig;
import io.jenkins.plugins.mlcd.embedded.config.RunConfig.WebhookConfig;
import io.jenkins.plugins.mlcd.jenkins.config.CredentialLookup;
import io.jenkins.plugins.mlcd.webhook.WebhookSettings;
import io.jenkins.plugins.mlcd.webhook.WebhookSource;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The secret of all who send webhooks to {@code mlcd up} and have none of their own: made once, in a file of the home that only its
 * owner can read.
 */
record WebhookToken(SecretFile file) {

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
        return new WebhookToken(new SecretFile(file));
    }

    /** The sources that are configured; every other kind of webhook is accepted with this, as bearer token. */
    WebhookSettings settings(RunConfig config) {
        List<WebhookSource> sources = new ArrayList<>();
        config.webhooks().forEach(own -> sources.add(own(own, config.alertmanager())));
        for (WebhookSource.Kind kind : WebhookSource.Kind.values()) {
            if (config.webhooks().stream().noneMatch(own -> own.kind() == kind)) {
                sources.add(new WebhookSource("any-" + kind.word(), kind, WebhookSource.Scheme.BEARER, file::secrets, WebhookSource.DEFAULT_RATE,
                        alertmanager(kind, config.alertmanager())));
            }
        }
        return new WebhookSettings(sources, List.of());
    }

    private static WebhookSource own(WebhookConfig own, Optional<URI> alertmanager) {
        return new WebhookSource(own.name(), own.kind(), own.scheme(), () -> secrets(own), own.ratePerSecond(), alertmanager(own.kind(), alertmanager));
    }

    private static List<String> secrets(WebhookConfig own) {
        return Stream.concat(own.secretFile().stream().flatMap(path -> new SecretFile(path).secrets().stream()),
                own.credentialsIds().stream().flatMap(id -> CredentialLookup.text(id, null).stream())).toList();
    }

    private static Optional<URI> alertmanager(WebhookSource.Kind kind, Optional<URI> url) {
        return kind == WebhookSource.Kind.ALERTMANAGER ? url : Optional.empty();
    }
}
