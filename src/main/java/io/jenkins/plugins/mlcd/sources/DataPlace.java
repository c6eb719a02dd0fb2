package io.jenkins.plugins.mlcd.sources;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Whether there are data at a place that an event names: a file or directory of this machine, or what a web server has. */
public final class DataPlace {

    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final int NOT_FOUND = 404;
    private static final int GONE = 410;

    /** What a look found. */
    public enum Presence { THERE, MISSING, UNKNOWN }

    /**
     * What a look found, and a sentence that says it with the place.
     *
     * @param sentence such as {@code file:/data/new is not there}
     */
    public record Finding(Presence presence, String sentence) {}

    private final AllowList allowed;
    private final HttpClient client;

    /** @param client does not follow redirects */
    public DataPlace(AllowList allowed, HttpClient client) {
        this.allowed = allowed;
        this.client = client;
    }

    /**
     * Looks, for some seconds at most.
     *
     * @param place a URI, or the absolute path of a file or directory
     */
    public Finding look(String place) throws InterruptedException {
        Optional<URI> uri = uri(place);
        String scheme = uri.map(URI::getScheme).orElse("");
        try {
            return switch (scheme) {
                case "file" -> file(allowed.require(uri.get()));
                case "http", "https" -> web(allowed.require(uri.get()));
                case "" -> unknown(place + " is no place that can be looked at");
                default -> unknown(AllowList.safe(uri.get()) + " cannot be looked at: there is nothing here that reads " + scheme + ":");
            };
        } catch (IOException e) {
            return unknown(e.getMessage());
        }
    }

    private static Optional<URI> uri(String place) {
        try {
            URI uri = place.startsWith("/") ? Path.of(place).toUri() : URI.create(place);
            return uri.isAbsolute() ? Optional.of(uri) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private Finding file(URI uri) throws IOException {
        Path path = path(uri);
        if (Files.notExists(path)) {
            return new Finding(Presence.MISSING, uri + " is not there");
        }
        allowed.require(path.toRealPath().toUri()); // what a link leads to
        boolean empty = Files.isDirectory(path) ? isEmpty(path) : Files.size(path) == 0;
        return empty ? new Finding(Presence.MISSING, uri + " is empty") : new Finding(Presence.THERE, uri + " is there");
    }

    private static Path path(URI uri) throws IOException {
        try {
            return Path.of(uri);
        } catch (IllegalArgumentException e) {
            throw new IOException(uri + " names no file of this machine", e);
        }
    }

    private static boolean isEmpty(Path directory) throws IOException {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
            return !entries.iterator().hasNext();
        }
    }

    private Finding web(URI uri) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(uri).method("HEAD", HttpRequest.BodyPublishers.noBody()).timeout(TIMEOUT).build();
        int status;
        try {
            status = client.send(request, BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            return unknown(AllowList.safe(uri) + " cannot be reached");
        }
        if (status == NOT_FOUND || status == GONE) {
            return new Finding(Presence.MISSING, AllowList.safe(uri) + " is not there: the server says " + status);
        }
        return status / 100 == 2 ? new Finding(Presence.THERE, AllowList.safe(uri) + " is there") : unknown(AllowList.safe(uri) + " answered " + status);
    }

    private static Finding unknown(String sentence) {
        return new Finding(Presence.UNKNOWN, sentence);
    }
}
