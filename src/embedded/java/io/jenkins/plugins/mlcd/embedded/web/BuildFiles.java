package io.jenkins.plugins.mlcd.embedded.web;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The log and the archived files of a build. What a trial wrote is shown as text or saved, never as a page of this server. */
final class BuildFiles {

    private static final Set<String> TEXTS = Set.of("txt", "log", "json", "jsonl", "csv", "py", "yaml", "yml", "md", "xml", "properties");
    private static final long MOST_BYTES = 256L << 20;
    private static final long LOG_BYTES = 8L << 20;

    private BuildFiles() {}

    /** The end of the log, at most 8 MB of it. */
    static Answer log(Path build) throws IOException {
        Path log = build.resolve("log");
        if (Files.notExists(log)) {
            throw new WebException(404, "the build has no log");
        }
        try (var channel = Files.newByteChannel(log)) {
            long from = Math.max(0, channel.size() - LOG_BYTES);
            channel.position(from);
            var bytes = ByteBuffer.allocate((int) (channel.size() - from));
            while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
                // on to the next piece
            }
            String text = new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
            return Answer.text(200, (from > 0 ? "(the first " + from + " bytes are left out)\n" : "") + text);
        }
    }

    /** A file below the build's archive, or the list of a directory. */
    static Answer artifact(Path build, List<String> path) throws IOException {
        Path archive = build.resolve("archive");
        Path file = archive;
        for (String name : path) {
            file = file.resolve(name);
        }
        if (Files.notExists(file) || !file.toRealPath().startsWith(archive.toRealPath())) {
            throw new WebException(404, "there is no archived file " + String.join("/", path));
        }
        return Files.isDirectory(file) ? list(file, path) : file(file);
    }

    private static Answer file(Path file) throws IOException {
        if (Files.size(file) > MOST_BYTES) {
            throw new WebException(413, file.getFileName() + " is larger than " + MOST_BYTES + " bytes; copy it from " + file);
        }
        String name = file.getFileName().toString();
        String kind = name.substring(name.lastIndexOf('.') + 1);
        return TEXTS.contains(kind)
                ? Answer.of(200, "text/plain; charset=utf-8", Files.readAllBytes(file))
                : Answer.of(200, "application/octet-stream", Files.readAllBytes(file))
                        .with("Content-Disposition", "attachment; filename*=UTF-8''" + URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20"));
    }

    private static Answer list(Path directory, List<String> path) throws IOException {
        StringBuilder html = new StringBuilder("<!DOCTYPE html>\n<html lang=\"en\">\n<head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"
                + "<meta name=\"color-scheme\" content=\"light dark\"><link rel=\"stylesheet\" href=\"/static/mlcd.css\"><title>Files</title></head>\n"
                + "<body class=\"mlcd-alone\"><main class=\"mlcd\"><h1>" + Shell.escape(path.isEmpty() ? "Files" : path.get(path.size() - 1)) + "</h1>\n<ul>\n");
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.sorted().toList()) {
                String name = file.getFileName() + (Files.isDirectory(file) ? "/" : "");
                String address = URLEncoder.encode(file.getFileName().toString(), StandardCharsets.UTF_8).replace("+", "%20") + (Files.isDirectory(file) ? "/" : "");
                html.append("<li><a href=\"").append(address).append("\">").append(Shell.escape(name)).append("</a></li>\n");
            }
        }
        return Answer.html(html.append("</ul>\n</main></body>\n</html>\n").toString());
    }
}
