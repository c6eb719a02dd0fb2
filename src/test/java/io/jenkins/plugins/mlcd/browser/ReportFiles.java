package io.jenkins.plugins.mlcd.browser;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.mlcd.report.ReportPage;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reports with their charts, as files for a browser to open. */
public final class ReportFiles {

    private static final String ECHARTS = "/META-INF/resources/webjars/echarts/5.3.1/dist/echarts.min.js";

    private ReportFiles() {}

    /** Writes the report of {@code document} and returns its address. */
    public static URI write(Path file, ObjectNode document) throws IOException {
        try (InputStream in = ReportFiles.class.getResourceAsStream(ECHARTS)) {
            Files.writeString(file, ReportPage.render(document, new String(in.readAllBytes(), StandardCharsets.UTF_8)));
        }
        return file.toUri();
    }
}
