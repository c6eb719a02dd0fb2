package io.jenkins.plugins.mlcd.cli.verify;

import java.util.Map;

/** The other examples, once each. */
final class ExampleChecks {

    private final JenkinsClient jenkins;
    private final Checks checks;
    private final Settings settings;

    ExampleChecks(JenkinsClient jenkins, Checks checks, Settings settings) {
        this.jenkins = jenkins;
        this.checks = checks;
        this.settings = settings;
    }

    void run() throws InterruptedException {
        Map<String, Example> examples = new java.util.TreeMap<>(Map.of("python", Example.python(settings.project()), "scripted", Example.scripted(settings.project())));
        for (Map.Entry<String, Example> example : examples.entrySet()) {
            String job = ControllerScripts.PREFIX + "-" + example.getKey();
            checks.check("examples/" + example.getKey() + "/Jenkinsfile runs", () -> {
                jenkins.postXml("createItem?name=" + job, Example.jobXml(example.getValue().script(settings.agentProject()))).require("createItem", 200);
                return RemoteBuild.start(jenkins, job).awaitResult(settings.patience(), "SUCCESS");
            });
        }
    }
}
