package io.jenkins.plugins.mlcd.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tests of the release build need a Jenkins to run; here they are at least compiled, against signatures of its test harness. */
class ReleaseTestsTest {

    private static final Path TESTS = Path.of("jenkins/src/test/java");
    private static final Path HARNESS = Path.of("src/test/resources/harness");
    private static final Path STEPS = Path.of("src/main/java/io/jenkins/plugins/mlcd/jenkins/steps");

    /** They need a target to go on, and say so of one that there is not; or a gate that failed. */
    private static final List<String> NOT_IN_A_JENKINS_ALONE = List.of("mlSweepJobs", "mlCanaryBody", "mlOverride");

    @TempDir
    Path directory;

    private static List<Path> sources(Path root) throws IOException {
        try (Stream<Path> tree = Files.walk(root)) {
            return tree.filter(file -> file.toString().endsWith(".java")).sorted().toList();
        }
    }

    private static String text(Path root) throws IOException {
        StringBuilder all = new StringBuilder();
        for (Path file : sources(root)) {
            all.append(Files.readString(file));
        }
        return all.toString();
    }

    @Test
    void areCompiled() throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> said = new DiagnosticCollector<>();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(said, Locale.ROOT, null)) {
            List<Path> sources = Stream.concat(sources(TESTS).stream(), sources(HARNESS).stream()).toList();
            List<String> options = List.of("-proc:none", "-Xlint:none", "--release", "17", "-d", directory.toString(), "-cp", System.getProperty("java.class.path"));
            boolean compiled = compiler.getTask(null, files, said, options, null, files.getJavaFileObjectsFromPaths(sources)).call();
            assertThat(said.getDiagnostics()).filteredOn(each -> each.getKind() == javax.tools.Diagnostic.Kind.ERROR).isEmpty();
            assertThat(compiled).isTrue();
        }
    }

    @Test
    void runEveryStep() throws IOException {
        String tests = text(TESTS);
        Matcher step = Pattern.compile("return \"(ml[A-Z]\\w+)\";").matcher(text(STEPS));
        List<String> names = step.results().map(found -> found.group(1)).distinct().filter(name -> !NOT_IN_A_JENKINS_ALONE.contains(name)).toList();
        assertThat(names).contains("mlSweep", "mlCanary").allSatisfy(name -> assertThat(tests).contains(name + "("));
    }
}
