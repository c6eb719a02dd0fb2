package io.jenkins.plugins.mlcd.embedded.run;

import hudson.model.ParameterValue;
import hudson.model.ParametersAction;
import hudson.model.StringParameterValue;
import io.jenkins.plugins.mlcd.embedded.config.RunConfig;
import io.jenkins.plugins.mlcd.embedded.config.RunConfig.LocalTargetConfig;
import io.jenkins.plugins.mlcd.embedded.host.LocalMail;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What {@code mlcd run} was asked for.
 *
 * @param jenkinsfile an existing file
 * @param home where jobs, builds and workspaces are
 * @param job name of the job
 * @param executors how many parts of builds run at the same time, at least 1
 * @param parameters of the builds; those of the first one are checked against what the Jenkinsfile declares
 * @param resume whether to go on with the last build that did not end by itself
 * @param maxBuilds most builds of this run, at least 1
 */
public record RunRequest(Path jenkinsfile, Path home, String job, int executors, Map<String, String> parameters, boolean resume,
        int maxBuilds, RunConfig config) {

    public RunRequest {
        jenkinsfile = jenkinsfile.toAbsolutePath().normalize();
        home = home.toAbsolutePath().normalize();
        parameters = Map.copyOf(parameters);
    }

    /** Only targets that the Jenkinsfile names are started. */
    List<LocalTargetConfig> wantedTargets() throws IOException {
        String text = Files.readString(jenkinsfile);
        return config.targets().stream()
                .filter(target -> text.contains("'" + target.name() + "'") || text.contains("\"" + target.name() + "\""))
                .toList();
    }

    /** How builds send mail. */
    LocalMail mail() {
        return config.smtp().map(smtp -> LocalMail.smtp(smtp.host(), smtp.port(), smtp.from()))
                .orElseGet(() -> LocalMail.outbox(config.outbox().orElse(home.resolve("outbox"))));
    }

    /** The parameters of the first build. */
    ParametersAction parametersAction() {
        List<ParameterValue> values = new ArrayList<>();
        parameters.forEach((name, value) -> values.add(new StringParameterValue(name, value)));
        return new ParametersAction(values);
    }
}
