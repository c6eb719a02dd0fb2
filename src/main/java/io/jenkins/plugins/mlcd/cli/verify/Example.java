package io.jenkins.plugins.mlcd.cli.verify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A Jenkinsfile of {@code examples/} as a job of the verification: smaller, so that it takes minutes, and with its files copied where a job of a
 * repository would check them out. What is replaced is listed; a text that the example does not have any more is an error and not silently left.
 */
record Example(Path file, Map<String, String> replacements) {

    /** Where agents find this project. */
    static final String PROJECT = "MLCD_PROJECT";

    private static final String COPY = "sh 'cp -R \"$" + PROJECT + "/examples\" .'";

    Example {
        replacements = new LinkedHashMap<>(replacements);
    }

    /** The loop: a small sweep, whose gate leaves a busy machine its latency and few models their accuracy, to {@code target}. */
    static Example loop(Path project, String target, int trials) {
        Map<String, String> replacements = new LinkedHashMap<>();
        replacements.put("defaultValue: '60'", "defaultValue: '" + trials + "'");
        replacements.put("defaultValue: '1m'", "defaultValue: '10s'");
        replacements.put("capture: 'production'", "capture: '" + target + "'");
        replacements.put("target: 'production'", "target: '" + target + "'");
        replacements.put("'old.accuracy >= 0.97', 'old.accuracy >= baseline - 0.01'", "'old.accuracy >= 0.8'");
        replacements.put(", 'latency_p99_ms <= 50'", "");
        replacements.put(", 'latency_mean_ms <= 2 * stable + 50'", "");
        replacements.put(", count: 8,", ", count: 2,");
        replacements.put("cron('H 3 * * 1')", "");
        replacements.put("mail(to: 'ml-team@example.org',", "echo(message: 'ended') //");
        return new Example(project.resolve("examples/Jenkinsfile"), replacements);
    }

    /** The scripted one, whose result is only recorded. */
    static Example scripted(Path project) {
        return new Example(project.resolve("examples/scripted/Jenkinsfile"), Map.of("checkout scm", COPY, "maxTrialCount: 8", "maxTrialCount: 2",
                "accuracy >= 0.85", "accuracy >= 0.5", "pipelineTriggers([cron('H 3 * * 1')])", "pipelineTriggers([])",
                "mail(to: 'ml-team@example.org', subject: \"digits ${currentBuild.displayName} failed\", body: \"${e}\")", "echo \"${e}\""));
    }

    /** The one whose trainer is plain Python. */
    static Example python(Path project) {
        return new Example(project.resolve("examples/python/Jenkinsfile"), Map.of("maxTrialCount: 4", "maxTrialCount: 2", "accuracy >= 0.80", "accuracy >= 0.3"));
    }

    /**
     * The Pipeline script. A Declarative one has the files copied by a block before it, into the workspace that its first agent takes.
     *
     * @throws IOException when the file cannot be read or lacks a text that is to be replaced
     */
    String script(String projectDirectory) throws IOException {
        String text = Files.readString(file);
        for (Map.Entry<String, String> replacement : replacements.entrySet()) {
            if (!text.contains(replacement.getKey())) {
                throw new IOException(file + " has no \"" + replacement.getKey() + "\" any more; the verification must be adapted");
            }
            text = text.replace(replacement.getKey(), replacement.getValue());
        }
        String place = "env." + PROJECT + " = '" + projectDirectory.replace("\\", "\\\\").replace("'", "\\'") + "'\n";
        return text.contains(COPY) ? place + text : place + "node { " + COPY + " }\n" + text;
    }

    /** A Pipeline job with {@code script}, in the sandbox. */
    static String jobXml(String script) {
        String escaped = script.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
        return "<?xml version='1.1' encoding='UTF-8'?>\n<flow-definition><keepDependencies>false</keepDependencies><properties/>"
                + "<definition class=\"org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition\"><script>" + escaped + "</script><sandbox>true</sandbox></definition>"
                + "<triggers/><disabled>false</disabled></flow-definition>\n";
    }
}
