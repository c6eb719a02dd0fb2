package io.jenkins.plugins.mlcd.kubernetes.workload;

import java.util.Optional;

/**
 * A model version as a server is told of it.
 *
 * @param id such as {@code digits:42}
 * @param uri where its files are, when that is known
 */
record ServedModel(String id, Optional<String> uri) {

    /**
     * {@code template} with {@code {model}}, {@code {version}} and {@code {uri}} filled in.
     *
     * @throws IllegalArgumentException when it asks for a URI that is not known
     */
    String fill(String template) {
        if (template.contains("{uri}") && uri.isEmpty()) {
            throw new IllegalArgumentException("it is not known where the files of " + id + " are, which '" + template + "' asks for");
        }
        int colon = id.indexOf(':');
        return template.replace("{model}", colon < 0 ? id : id.substring(0, colon))
                .replace("{version}", id.substring(colon + 1))
                .replace("{uri}", uri.orElse(""));
    }
}
