package io.jenkins.plugins.mlcd.cli.verify;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/** The pages on which people configure, and what the Snippet Generator makes of a form. */
final class FormChecks {

    private static final List<String> STEPS = List.of("mlSweep", "mlReport", "mlRegister", "mlValidate", "mlCanary", "mlPromote", "mlRollback", "mlMonitorGate", "mlDataset");

    private final JenkinsClient jenkins;
    private final Checks checks;

    FormChecks(JenkinsClient jenkins, Checks checks) {
        this.jenkins = jenkins;
        this.checks = checks;
    }

    void run() throws InterruptedException {
        checks.check("the system page shows the plugin's configuration", () -> shows("manage/configure", LocalProduction.NAME, "ML Continuous Delivery"));
        if (!checks.check("a job for the forms is created", () -> create(ControllerScripts.PREFIX + "-forms", "echo 'nothing'"))) {
            return;
        }
        String job = "job/" + ControllerScripts.PREFIX + "-forms/";
        checks.check("the Snippet Generator offers every step", () -> shows(job + "pipeline-syntax/", STEPS.toArray(String[]::new)));
        checks.check("the Declarative Directive Generator opens", () -> shows(job + "directive-generator/", "Directive"));
        checks.check("the job's form offers the trigger", () -> shows(job + "configure", "MlTrigger"));
        checks.check("the Snippet Generator writes mlValidate", this::snippet);
        for (String help : List.of("steps/MlSweepStep/help.html", "steps/MlCanaryStep/help-stepWeights.html", "steps/MlValidateStep/help-checks.html")) {
            String type = help.replaceFirst("steps/(\\w+)/.*", "$1");
            String field = help.contains("help-") ? "/" + help.replaceFirst(".*help-(\\w+)\\.html", "$1") : "";
            checks.check("help of " + type + field, () -> shows("descriptor/io.jenkins.plugins.mlcd.jenkins.steps." + type + "/help" + field, "<"));
        }
    }

    private String create(String name, String script) throws IOException, InterruptedException {
        jenkins.postXml("createItem?name=" + name, Example.jobXml(script)).require("createItem", 200);
        return name;
    }

    /** Puts a form's JSON through the generator, as its button does. */
    private String snippet() throws IOException, InterruptedException {
        String form = "{\"stapler-class\": \"io.jenkins.plugins.mlcd.jenkins.steps.MlValidateStep\", \"$class\": \"io.jenkins.plugins.mlcd.jenkins.steps.MlValidateStep\","
                + " \"model\": \"digits\", \"baseline\": \"production\", \"checks\": \"accuracy >= 0.9\\nmodel_bytes <= 5MB\"}";
        String written = jenkins.postForm("pipeline-syntax/generateSnippet", Map.of("json", form)).require("generateSnippet", 200).body();
        if (!written.contains("mlValidate") || !written.contains("model: 'digits'") || !written.contains("accuracy >= 0.9")) {
            throw new IOException("it wrote: " + written);
        }
        return written;
    }

    private String shows(String path, String... texts) throws IOException, InterruptedException {
        return require(jenkins, path, texts);
    }

    /** @throws IOException when the page is none, says that something went wrong, or lacks one of {@code texts} */
    static String require(JenkinsClient jenkins, String path, String... texts) throws IOException, InterruptedException {
        JenkinsClient.Answer answer = jenkins.get(path);
        if (answer.status() == 302 && answer.location().isPresent()) {
            answer = jenkins.get(answer.location().get());
        }
        String body = answer.require("GET " + path, 200).body();
        for (String text : texts) {
            if (!body.contains(text)) {
                throw new IOException("GET " + path + " does not show '" + text + "'");
            }
        }
        return body.length() + " characters";
    }
}
