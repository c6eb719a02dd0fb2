package io.jenkins.plugins.mlcd.embedded.run;

/**
 * What {@code mlcd up} was asked for.
 *
 * @param run the Jenkinsfile and where its builds go
 * @param port of pages and webhooks, 0 for a free one
 * @param build whether a first build starts at once
 */
public record UpRequest(RunRequest run, int port, boolean build) {

    public UpRequest {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port must be from 0 to 65535, but is " + port);
        }
    }
}
