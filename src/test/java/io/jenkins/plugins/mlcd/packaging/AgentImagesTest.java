package io.jenkins.plugins.mlcd.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The Dockerfiles of the agents keep our rules, and the rules find what they are for. */
class AgentImagesTest {

    private static final Path IMAGES = Path.of("agent-images");

    private static String dockerfile(String flavour) throws Exception {
        return Files.readString(IMAGES.resolve(flavour).resolve("Dockerfile"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"gpu", "cpu"})
    void keepTheRules(String flavour) throws Exception {
        assertThat(DockerfileRules.breaches(dockerfile(flavour))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            FROM nvidia/cuda:12.8.1-runtime-ubuntu24.04 | FROM nvidia/cuda                      | is not pinned
            FROM nvidia/cuda:12.8.1-runtime-ubuntu24.04 | FROM nvidia/cuda:latest               | is not pinned
            FROM nvidia/cuda:12.8.1-runtime-ubuntu24.04 | FROM nvidia/cuda:runtime              | is not pinned
            USER 1000:1000                              | USER jenkins                          | it runs as 'jenkins'
            USER 1000:1000                              | USER 0                                | it runs as '0'
            USER 1000:1000                              | LABEL user=none                       | it runs as 'root'
            --no-install-recommends                     | --yes                                 | only recommended
            install -y --no-install-recommends --snapshot | install -y --no-install-recommends  | whatever is newest
            rm -rf /var/lib/apt/lists/*                 | true                                  | package lists stay
            COPY natives/                               | ADD https://example.org/x             | ADD is used
            userdel --remove ubuntu                     | curl -o x https://example.org/x       | without a checksum
            userdel --remove ubuntu                     | sudo true                             | sudo
            ENTRYPOINT ["/usr/local/bin/jenkins-agent"] | ENTRYPOINT /usr/local/bin/jenkins-agent | ENTRYPOINT is no list
            ENV JAVA_HOME                               | ENV API_TOKEN=abc JAVA_HOME           | a secret stands in ENV
            COPY python/ /opt/mlcd/python/              | COPY python/ /opt/mlcd/python/%n%RUN apt-get update | comes after the application
            """)
    void findWhatTheRulesAreFor(String is, String becomes, String breach) throws Exception {
        String changed = dockerfile("gpu").replace(is, becomes.replace("%n%", "\n"));
        assertThat(changed).isNotEqualTo(dockerfile("gpu"));
        assertThat(DockerfileRules.breaches(changed)).anySatisfy(found -> assertThat(found).contains(breach));
    }

    /** Two flavours of one image: they differ by CUDA only. */
    @Test
    void areTheSameButForCuda() throws Exception {
        List<String> gpu = instructions("gpu");
        List<String> cpu = instructions("cpu");
        assertThat(gpu).containsAll(cpu.stream().filter(line -> !line.startsWith("FROM eclipse-temurin") && !line.startsWith("RUN")).toList());
        assertThat(cpu.stream().filter(line -> line.startsWith("RUN")).toList()).hasSize(1)
                .allSatisfy(run -> assertThat(gpu).anySatisfy(other -> assertThat(other.replace("rm -f /etc/apt/sources.list.d/cuda*.list && ", "")).isEqualTo(run)));
    }

    private static List<String> instructions(String flavour) throws Exception {
        return DockerfileRules.parse(dockerfile(flavour)).stream().map(one -> one.word() + " " + one.rest().replaceAll("\\s+", " ")).toList();
    }
}
