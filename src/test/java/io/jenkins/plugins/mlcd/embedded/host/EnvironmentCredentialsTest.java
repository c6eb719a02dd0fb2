package io.jenkins.plugins.mlcd.embedded.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.cloudbees.plugins.credentials.common.UsernamePasswordCredentials;
import java.util.Map;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;
import org.junit.jupiter.api.Test;

class EnvironmentCredentialsTest {

    @Test
    void takesAVariableAsASecretTextOfItsName() {
        assertThat(EnvironmentCredentials.all(StringCredentials.class, Map.of("SLACK_URL", "https://hooks")))
                .extracting(StringCredentials::getId, text -> text.getSecret().getPlainText())
                .containsExactly(tuple("SLACK_URL", "https://hooks"), tuple("slack-url", "https://hooks"));
    }

    @Test
    void takesAPairOfVariablesAsALogin() {
        Map<String, String> variables = Map.of("MINIO_USR", "key", "MINIO_PSW", "secret", "OTHER_USR", "alone");
        assertThat(EnvironmentCredentials.all(UsernamePasswordCredentials.class, variables))
                .extracting(UsernamePasswordCredentials::getUsername, login -> login.getPassword().getPlainText())
                .containsOnly(tuple("key", "secret"));
    }
}
