package io.jenkins.plugins.mlcd.cli.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import groovy.lang.GroovyShell;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;

/** The jobs that a verification makes of the examples as they are now. */
class ExampleTest {

    private static final Path PROJECT = Path.of("").toAbsolutePath();

    @Test
    void makesTheLoopSmallerAndDeliversToTheGivenTarget() throws Exception {
        String script = Example.loop(PROJECT, "mlcd-verify", 6).script("/srv/it's");

        new GroovyShell().parse(script);
        assertThat(script).startsWith("env.MLCD_PROJECT = '/srv/it\\'s'\nnode { sh 'cp -R \"$MLCD_PROJECT/examples\" .' }\n")
                .contains("defaultValue: '6'", "capture: 'mlcd-verify'", "target: 'mlcd-verify'", "stepWeights: [5, 25, 50, 100]").doesNotContain("'production'", "cron(", "mail(");
    }

    @Test
    void copiesTheFilesWhereAScriptWouldCheckThemOut() throws Exception {
        String script = Example.scripted(PROJECT).script("/srv/mlcd");

        new GroovyShell().parse(script);
        assertThat(script).doesNotContain("checkout scm", "node { sh").contains("sh 'cp -R \"$MLCD_PROJECT/examples\" .'", "maxTrialCount: 2");
        new GroovyShell().parse(Example.python(PROJECT).script("/srv/mlcd"));
    }

    @Test
    void refusesAnExampleThatHasChanged() {
        Example example = new Example(PROJECT.resolve("examples/Jenkinsfile"), Map.of("no such text", ""));
        assertThatThrownBy(() -> example.script("/srv")).isInstanceOf(IOException.class).hasMessageEndingWith("has no \"no such text\" any more; the verification must be adapted");
    }

    @Test
    void isAJobWhoseScriptIsJustThat() throws Exception {
        String script = "echo 'a < b && c > d'";
        String xml = Example.jobXml(script).replaceFirst("^<\\?xml.*?\\?>", "");
        assertThat(DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(xml))).getElementsByTagName("script").item(0).getTextContent())
                .isEqualTo(script);
    }
}
