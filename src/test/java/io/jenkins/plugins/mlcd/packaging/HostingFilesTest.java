package io.jenkins.plugins.mlcd.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** What the hosting of Jenkins plugins asks for. */
class HostingFilesTest {

    private static String read(String file) throws Exception {
        return Files.readString(Path.of(file));
    }

    @ParameterizedTest
    @ValueSource(strings = {"LICENSE", "README.md", "CONTRIBUTING.md", "SECURITY.md", ".github/CODEOWNERS", "jenkins/.mvn/extensions.xml", "jenkins/.mvn/maven.config", "src/main/resources/index.jelly"})
    void areThere(String file) throws Exception {
        assertThat(read(file)).isNotBlank();
    }

    @ParameterizedTest
    @ValueSource(strings = {".github/dependabot.yml", ".github/workflows/cd.yaml", ".github/workflows/jenkins-security-scan.yml", ".github/release-drafter.yml"})
    void areYaml(String file) throws Exception {
        assertThat(new Load(LoadSettings.builder().build()).loadFromString(read(file))).isInstanceOf(java.util.Map.class);
    }

    @Test
    void haveAJenkinsfileThatOnlyBuildsThePlugin() throws Exception {
        assertThat(read("Jenkinsfile").strip()).matches(Pattern.compile("buildPlugin\\([^()]*\\)", Pattern.DOTALL));
    }

    @Test
    void callThePluginWithoutTheNameOfJenkins() throws Exception {
        assertThat(read("jenkins/pom.xml")).contains("<name>ML Continuous Delivery</name>", "<artifactId>mlcd</artifactId>");
    }

    /** The root build is for machines that reach Maven Central only: no extension that is elsewhere. */
    @Test
    void leaveTheRootBuildWithoutExtensions() {
        assertThat(Path.of(".mvn")).doesNotExist();
    }
}
