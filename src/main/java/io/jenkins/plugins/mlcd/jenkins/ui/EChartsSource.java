package io.jenkins.plugins.mlcd.jenkins.ui;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import jenkins.model.Jenkins;

/**
 * Finds the source of ECharts for a page that must need nothing else: in Jenkins the echarts-api plugin has unpacked it,
 * elsewhere it is on the class path as a webjar.
 */
final class EChartsSource {

    private static final String WEBJAR = "org.webjars.npm/echarts";
    private static final Path IN_PLUGIN = Path.of("plugins", "echarts-api", "js", "echarts.min.js");

    private EChartsSource() {}

    /** The minified library, or empty when neither is there; the report then shows its tables only. */
    static Optional<String> find() throws IOException {
        Path unpacked = Jenkins.get().getRootDir().toPath().resolve(IN_PLUGIN);
        if (Files.isRegularFile(unpacked)) {
            return Optional.of(Files.readString(unpacked));
        }
        return webjar();
    }

    private static Optional<String> webjar() throws IOException {
        ClassLoader loader = EChartsSource.class.getClassLoader();
        try (InputStream in = loader.getResourceAsStream("META-INF/maven/" + WEBJAR + "/pom.properties")) {
            if (in == null) {
                return Optional.empty();
            }
            Properties properties = new Properties();
            properties.load(in);
            return resource(loader, "META-INF/resources/webjars/echarts/" + properties.getProperty("version") + "/dist/echarts.min.js");
        }
    }

    private static Optional<String> resource(ClassLoader loader, String name) throws IOException {
        try (InputStream in = loader.getResourceAsStream(name)) {
            return in == null ? Optional.empty() : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }
}
