package io.jenkins.plugins.mlcd.embedded.web;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Serves the files of a directory of the class path, each below the same prefix of the path. */
public final class ResourceRoutes implements Routes {

    private static final Map<String, String> TYPES = Map.of(
            "js", "text/javascript; charset=utf-8", "css", "text/css; charset=utf-8", "svg", "image/svg+xml", "png", "image/png");

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]+");

    private final String prefix;
    private final String directory;

    /**
     * @param prefix of the path, such as {@code /static/}
     * @param directory absolute, such as {@code /io/jenkins/plugins/mlcd/report/}
     */
    public ResourceRoutes(String prefix, String directory) {
        if (!prefix.endsWith("/") || !directory.endsWith("/")) {
            throw new IllegalArgumentException("'" + prefix + "' and '" + directory + "' must end with /");
        }
        this.prefix = prefix;
        this.directory = directory;
    }

    /** Only names with a known type and without a directory are served: classes and other resources are nobody's. */
    @Override
    public Optional<Answer> answer(Request request) throws IOException {
        String name = request.path().startsWith(prefix) ? request.path().substring(prefix.length()) : "";
        String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
        if (!request.reads() || type == null || !NAME.matcher(name).matches()) {
            return Optional.empty();
        }
        try (InputStream in = ResourceRoutes.class.getResourceAsStream(directory + name)) {
            return in == null ? Optional.empty() : Optional.of(Answer.of(200, type, in.readAllBytes()).with("Cache-Control", "no-cache"));
        }
    }
}
