package io.jenkins.plugins.mlcd.cli.verify;

import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/** {@code examples/Jenkinsfile}, twice: the first build brings the first model to the target, the second one moves users from that to its own. */
final class LoopChecks {

    private static final String JOB = ControllerScripts.PREFIX + "-digits";
    private static final String STUDY = "digits";

    private final JenkinsClient jenkins;
    private final Checks checks;
    private final Settings settings;
    private final Optional<Restarts> restarts;

    LoopChecks(JenkinsClient jenkins, Checks checks, Settings settings, Optional<Restarts> restarts) {
        this.jenkins = jenkins;
        this.checks = checks;
        this.settings = settings;
        this.restarts = restarts;
    }

    void run() throws InterruptedException {
        boolean created = checks.check("examples/Jenkinsfile is a job", () -> {
            String script = Example.loop(settings.project(), LocalProduction.NAME, settings.trials()).script(settings.agentProject());
            jenkins.postXml("createItem?name=" + JOB, Example.jobXml(script)).require("createItem", 200);
            return JOB;
        });
        if (created && first()) {
            second();
        }
    }

    /** The states of a Declarative run that do not fail it: a watch of few requests may well say UNSTABLE. */
    private static final String[] ENDED_WELL = {"SUCCESS", "UNSTABLE"};

    private boolean first() throws InterruptedException {
        RemoteBuild[] started = new RemoteBuild[1];
        if (!checks.check("its build begins a sweep", () -> {
            started[0] = RemoteBuild.start(jenkins, JOB);
            return awaitTrials(started[0]);
        })) {
            return false;
        }
        RemoteBuild build = started[0];
        interrupt("SIGKILL in mid-sweep", build, Restarts::afterKill);
        if (!checks.check("the build ends well", () -> build.awaitResult(settings.patience(), ENDED_WELL))) {
            return false;
        }
        told(build);
        checks.check("the first model is in production", () -> production(build));
        checks.check("its artifacts are there", () -> artifacts(build));
        new PageChecks(jenkins, checks, JOB, build).run();
        return true;
    }

    private void second() throws InterruptedException {
        RemoteBuild[] started = new RemoteBuild[1];
        if (!checks.check("a second build begins its sweep", () -> {
            started[0] = RemoteBuild.start(jenkins, JOB);
            return awaitTrials(started[0]);
        })) {
            return;
        }
        RemoteBuild build = started[0];
        interrupt("SIGTERM in mid-sweep", build, Restarts::afterTerm);
        if (!checks.check("its canary has users", () -> awaitWeight(build, 1))) {
            return;
        }
        interrupt("SIGKILL in mid-canary", build, Restarts::afterKill);
        if (!checks.check("the canary goes on after SIGKILL", () -> awaitWeight(build, 2))) {
            return;
        }
        interrupt("SIGTERM in mid-canary", build, Restarts::afterTerm);
        checks.check("the second build ends well", () -> build.awaitResult(settings.patience(), ENDED_WELL));
        told(build);
        checks.check("no weight was set twice or backwards", () -> rising(build));
        checks.check("the second model is in production", () -> production(build));
    }

    /** Something that ends a controller and starts it again. */
    @FunctionalInterface
    private interface Blow {
        void strike(Restarts restarts) throws IOException, InterruptedException;
    }

    private void interrupt(String name, RemoteBuild build, Blow blow) throws InterruptedException {
        if (restarts.isEmpty()) {
            checks.skip(name, "only with --war");
            return;
        }
        checks.check(name + ": the build goes on", () -> {
            if (build.result().isPresent()) {
                throw new IOException(build.path() + " had ended already");
            }
            long resumed = resumed(build);
            blow.strike(restarts.get());
            build.await("to be resumed", Duration.ofMinutes(3), () -> resumed(build) > resumed || ended(build));
            return "resumed";
        });
    }

    private static long resumed(RemoteBuild build) throws IOException, InterruptedException {
        return build.console().lines().filter(line -> line.contains("Resuming build")).count();
    }

    private String awaitTrials(RemoteBuild build) throws IOException, InterruptedException {
        build.await("to have a finished trial", settings.patience(), () -> ended(build) || (build.trialStates(STUDY).contains("complete") && build.trialStates(STUDY).contains("running")));
        return build.trialStates(STUDY).size() + " trials asked for";
    }

    private String awaitWeight(RemoteBuild build, int many) throws IOException, InterruptedException {
        build.await("to set weight number " + many, settings.patience(), () -> ended(build) || build.weights().size() >= many);
        return "weights " + build.weights();
    }

    private static boolean ended(RemoteBuild build) throws IOException, InterruptedException {
        Optional<String> result = build.result();
        if (result.isPresent()) {
            throw new IOException(build.path() + " ended " + result.get() + " before");
        }
        return false;
    }

    private void told(RemoteBuild build) throws InterruptedException {
        checks.check("every trial of build " + build.number() + " ended once, none was lost", () -> {
            List<String> states = build.trialStates(STUDY);
            if (states.size() != settings.trials() || !List.of("complete", "pruned").containsAll(states)) {
                throw new IOException(settings.trials() + " trials were wanted; their states are " + states);
            }
            return states.size() + " trials";
        });
    }

    private String rising(RemoteBuild build) throws IOException, InterruptedException {
        List<Integer> weights = build.weights();
        boolean rises = weights.equals(weights.stream().sorted().toList()) && new HashSet<>(weights).size() == weights.size();
        if (!rises || !build.phase().equals("succeeded")) {
            throw new IOException("weights " + weights + ", phase '" + build.phase() + "'");
        }
        return weights.toString();
    }

    private String production(RemoteBuild build) throws IOException, InterruptedException {
        String expected = "digits:" + build.number();
        String production = jenkins.json("job/" + JOB + "/mlcd/overview").path("models").path(0).path("production").path("id").asText();
        if (!production.equals(expected)) {
            throw new IOException("the registry has " + production + " in production, not " + expected);
        }
        return expected;
    }

    private String artifacts(RemoteBuild build) throws IOException, InterruptedException {
        List<String> artifacts = build.artifacts();
        for (String wanted : List.of("mlcd/report.html", "mlcd/study-digits.jsonl", "mlcd/validation.json", "mlcd/rollout.jsonl", "mlcd/lineage.json")) {
            if (!artifacts.contains(wanted)) {
                throw new IOException("there is no " + wanted + " among " + artifacts);
            }
        }
        jenkins.get(build.path() + "artifact/mlcd/report.html").require("report.html", 200);
        return artifacts.size() + " artifacts";
    }
}
