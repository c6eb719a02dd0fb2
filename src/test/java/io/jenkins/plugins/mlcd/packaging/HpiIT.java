package io.jenkins.plugins.mlcd.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.Extension;
import hudson.model.RootAction;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.java.sezpoz.Index;
import net.java.sezpoz.IndexItem;
import org.jenkinsci.Symbol;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Opens the packed plugin as Jenkins would. */
class HpiIT {

    private static final Path HPI = Path.of("target/mlcd.hpi");

    /** What Jenkins itself offers; a plugin that bundled one of these would load its classes twice. */
    private static final Set<String> OFFERED_BY_JENKINS =
            Set.of("slf4j-api", "jackson-core", "error_prone_annotations", "commons-logging");

    @TempDir
    static Path unpacked;

    private static Path pluginJar;

    @BeforeAll
    static void unpack() throws IOException {
        try (JarFile hpi = new JarFile(HPI.toFile())) {
            for (var entry : hpi.stream().filter(e -> !e.isDirectory()).toList()) {
                Path file = unpacked.resolve(entry.getName());
                Files.createDirectories(file.getParent());
                try (InputStream in = hpi.getInputStream(entry)) {
                    Files.copy(in, file);
                }
            }
        }
        pluginJar = unpacked.resolve("WEB-INF/lib/mlcd.jar");
    }

    @ParameterizedTest
    @CsvSource({
        "Group-Id, io.jenkins.plugins",
        "Artifact-Id, mlcd",
        "Short-Name, mlcd",
        "Long-Name, ML Continuous Delivery",
        "Jenkins-Version, 2.541.3",
        "Plugin-Version, 0\\.1\\.0.*",
        "Url, https://.*",
        "Plugin-License-Name, MIT License",
        "Plugin-License-Url, https://.*MIT",
        "Plugin-Dependencies, '.*workflow-step-api:[^,]+,.*'",
    })
    void statesItsManifest(String key, String pattern) throws IOException {
        try (JarFile hpi = new JarFile(HPI.toFile())) {
            assertThat(hpi.getManifest().getMainAttributes().getValue(new Attributes.Name(key)))
                    .as(key)
                    .matches(pattern);
        }
    }

    /** Jenkins trusts a jar's classes with XML only when the jar itself says which plugin it is. */
    @Test
    void itsOwnJarSaysWhichPluginItIs() throws IOException {
        try (JarFile jar = new JarFile(pluginJar.toFile())) {
            assertThat(jar.getManifest().getMainAttributes().getValue("Short-Name")).isEqualTo("mlcd");
            assertThat(jar.getManifest().getMainAttributes().getValue("Main-Class")).isNull();
        }
    }

    @Test
    void bundlesExactlyItsNonOptionalRuntimeDependencies() throws IOException {
        Set<String> expected = new TreeSet<>();
        Pattern line = Pattern.compile("\\s+[^:]+:([^:]+):jar:.*:(compile|runtime)( -- .*)?");
        for (String dependency : Files.readAllLines(Path.of("target/runtime-dependencies.txt"))) {
            Matcher matcher = line.matcher(dependency);
            if (matcher.matches() && !OFFERED_BY_JENKINS.contains(matcher.group(1))) {
                expected.add(matcher.group(1));
            }
        }
        Set<String> bundled = libraries().stream()
                .map(name -> name.replaceFirst("-[0-9][^-]*\\.jar$", ""))
                .filter(name -> !name.equals("mlcd.jar"))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(bundled).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "slf4j", "jackson", "guava", "servlet", "jsr305", "asm", "commons-logging", "commons-lang", "log4j", "groovy",
                "json-lib", "kubernetes", "okhttp", "echarts", "djl", "pytorch", "xgboost", "picocli", "vertx", "netty", "sezpoz",
                "spotbugs", "annotations", "junit"
            })
    void bundlesNothingThatJenkinsOrAnotherPluginOffers(String library) throws IOException {
        assertThat(libraries()).noneMatch(name -> name.contains(library));
    }

    @Test
    void holdsNoClassOfTheEmbeddedHostTheAgentOrTheCommandLine() throws IOException {
        List<String> plugin = classNames();
        assertThat(plugin).isNotEmpty().allMatch(name -> name.startsWith("io.jenkins.plugins.mlcd."));
        assertThat(plugin)
                .noneMatch(name -> name.matches("io\\.jenkins\\.plugins\\.mlcd\\.(embedded|agent|cli)\\..*"));
    }

    @Test
    void needsNothingThatIsNeitherBundledNorOfferedByJenkins() throws IOException {
        StringWriter out = new StringWriter();
        String classPath = libraries().stream()
                .map(name -> unpacked.resolve("WEB-INF/lib").resolve(name).toString())
                .collect(Collectors.joining(":"));
        int status = ToolProvider.findFirst("jdeps")
                .orElseThrow()
                .run(
                        new PrintWriter(out),
                        new PrintWriter(out),
                        "--multi-release", "17", "--missing-deps", "-cp", classPath, pluginJar.toString());
        List<String> missing = Stream.of(out.toString().split("\n"))
                .filter(line -> line.startsWith(" ") && line.contains("not found"))
                .map(line -> line.replaceAll(".*-> (\\S+)\\s+not found.*", "$1"))
                .filter(name -> !offeredByJenkins(name))
                .distinct()
                .toList();
        assertThat(status).as(out.toString()).isZero();
        assertThat(missing).isEmpty();
    }

    private static boolean offeredByJenkins(String className) {
        return className.matches("(hudson|jenkins|jakarta\\.(servlet|mail|activation)|org\\.jenkinsci|org\\.kohsuke|org\\.jvnet|net\\.sf\\.json|"
                + "com\\.google\\.common|com\\.fasterxml\\.jackson|edu\\.umd\\.cs\\.findbugs|org\\.slf4j|com\\.cloudbees|"
                + "org\\.csanchez|io\\.fabric8|net\\.jcip|com\\.thoughtworks\\.xstream|org\\.springframework)\\..*");
    }

    @Test
    void indexesEveryExtensionOfThePluginAndNoOther() throws Exception {
        try (URLClassLoader loader = pluginLoader()) {
            List<String> indexed = new ArrayList<>();
            for (IndexItem<Extension, Object> item : Index.load(Extension.class, Object.class, loader)) {
                indexed.add(item.className());
            }
            assertThat(indexed).isNotEmpty().containsExactlyInAnyOrderElementsOf(annotated(loader, Extension.class));
        }
    }

    /** Jenkins gives an address to the first root action that claims it; what another has there is not found. */
    @Test
    void givesEachRootActionAnAddressOfItsOwn() throws Exception {
        try (URLClassLoader loader = pluginLoader()) {
            List<String> addresses = new ArrayList<>();
            for (IndexItem<Extension, Object> item : Index.load(Extension.class, Object.class, loader)) {
                Class<?> type = Class.forName(item.className(), true, loader);
                if (RootAction.class.isAssignableFrom(type)) {
                    addresses.add(((RootAction) type.getDeclaredConstructor().newInstance()).getUrlName());
                }
            }
            assertThat(addresses).contains("mlcd").doesNotHaveDuplicates();
        }
    }

    @Test
    void indexesEverySymbolOfThePluginAndNoOther() throws Exception {
        try (URLClassLoader loader = pluginLoader();
                InputStream index = loader.findResource("META-INF/services/annotations/org.jenkinsci.Symbol").openStream()) {
            assertThat(new String(index.readAllBytes(), StandardCharsets.UTF_8).lines())
                    .isNotEmpty()
                    .containsExactlyInAnyOrderElementsOf(annotated(loader, Symbol.class));
        }
    }

    /** Loads the plugin's own classes and index from its jar alone, and everything else as Jenkins would offer it. */
    private static URLClassLoader pluginLoader() throws IOException {
        URL[] jar = {pluginJar.toUri().toURL()};
        return new URLClassLoader(jar, HpiIT.class.getClassLoader()) {
            @Override
            public java.util.Enumeration<URL> getResources(String name) throws IOException {
                return findResources(name);
            }
        };
    }

    private static List<String> annotated(ClassLoader loader, Class<? extends java.lang.annotation.Annotation> annotation)
            throws Exception {
        List<String> names = new ArrayList<>();
        for (String name : classNames()) {
            if (Class.forName(name, false, loader).isAnnotationPresent(annotation)) {
                names.add(name);
            }
        }
        return names;
    }

    private static List<String> classNames() throws IOException {
        try (JarFile jar = new JarFile(pluginJar.toFile())) {
            return jar.stream()
                    .map(entry -> entry.getName())
                    .filter(name -> name.endsWith(".class"))
                    .map(name -> name.substring(0, name.length() - ".class".length()).replace('/', '.'))
                    .toList();
        }
    }

    private static List<String> libraries() throws IOException {
        try (Stream<Path> files = Files.list(unpacked.resolve("WEB-INF/lib"))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
