package io.jenkins.plugins.mlcd.sources;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Locale;

/**
 * Which places a controller may look at, for those who write jobs are not those who run the controller: without it a job could ask
 * servers that only the controller reaches, or read its files. An entry is a URL; it allows what has the same scheme, host and port and
 * a path at or below its own. An entry without a host, such as {@code https:}, allows every host. An empty list allows nothing.
 */
public final class AllowList {

    private final List<URI> entries;

    private AllowList(List<URI> entries) {
        this.entries = entries;
    }

    /** @throws IllegalArgumentException naming an entry that is no URL */
    public static AllowList of(List<String> entries) {
        return new AllowList(entries.stream().map(String::strip).filter(entry -> !entry.isEmpty()).map(AllowList::entry).toList());
    }

    private static URI entry(String text) {
        try {
            URI uri = URI.create(text.matches("[A-Za-z][A-Za-z0-9+.-]*:(//)?") ? text.replaceFirst("/+$", "") + "/" : text);
            if (uri.getScheme() == null || uri.getRawQuery() != null || uri.getRawFragment() != null) {
                throw new IllegalArgumentException("no scheme");
            }
            return uri;
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("allowed source '" + text + "' must be a URL without a query, such as https://data.example.org/ or file:/srv/data", e);
        }
    }

    /** Returns {@code uri}, normalised, when it is allowed. */
    public URI require(URI uri) throws IOException {
        URI plain = uri.normalize();
        if (plain.getRawPath() == null || hasDotSegments(plain) || entries.stream().noneMatch(entry -> allows(entry, plain))) {
            throw new IOException(safe(uri) + " is not among the sources that this Jenkins may look at; an administrator can allow it");
        }
        return plain;
    }

    private static boolean hasDotSegments(URI uri) {
        String path = uri.getRawPath().toLowerCase(Locale.ROOT).replace("%2e", ".").replace("%2f", "/").replace("%5c", "/").replace('\\', '/');
        return ("/" + path + "/").contains("/../");
    }

    private static boolean allows(URI entry, URI uri) {
        if (!entry.getScheme().equalsIgnoreCase(uri.getScheme())) {
            return false;
        }
        boolean anyHost = entry.getHost() == null;
        if (!anyHost && !(entry.getHost().equalsIgnoreCase(uri.getHost()) && port(entry) == port(uri))) {
            return false;
        }
        String below = entry.getRawPath() == null || entry.getRawPath().isEmpty() ? "/" : entry.getRawPath();
        String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return path.equals(below) || path.startsWith(below.endsWith("/") ? below : below + "/");
    }

    private static int port(URI uri) {
        if (uri.getPort() >= 0) {
            return uri.getPort();
        }
        return switch (uri.getScheme().toLowerCase(Locale.ROOT)) {
            case "https" -> 443;
            case "http" -> 80;
            case "ssh" -> 22;
            default -> -1;
        };
    }

    /** The URL without a password that it may hold. */
    static String safe(URI uri) {
        return uri.toString().replaceFirst("//[^/@]*@", "//");
    }
}
