package io.jenkins.plugins.mlcd.embedded;

import io.jenkins.plugins.mlcd.cli.UsageException;
import io.jenkins.plugins.mlcd.embedded.lint.PolicyReader;
import io.jenkins.plugins.mlcd.embedded.lint.PolicyReader.Placed;
import io.jenkins.plugins.mlcd.embedded.lint.RecordedBuilds;
import io.jenkins.plugins.mlcd.embedded.lint.Rulebook;
import io.jenkins.plugins.mlcd.embedded.script.JenkinsfileCompiler;
import io.jenkins.plugins.mlcd.embedded.script.UserError;
import io.jenkins.plugins.mlcd.lint.Finding;
import io.jenkins.plugins.mlcd.lint.GateFacts;
import io.jenkins.plugins.mlcd.lint.GatePolicy;
import io.jenkins.plugins.mlcd.lint.PolicyReplay;
import io.jenkins.plugins.mlcd.record.Verdict;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code mlcd lint}: finds what is wrong with the policies of a Jenkinsfile (docs/reference/lint.md). */
@Command(name = "lint", mixinStandardHelpOptions = true,
        description = "Finds what is wrong with the policies of a Jenkinsfile, and what they would have decided; runs nothing.",
        exitCodeListHeading = "Exit status:%n",
        exitCodeList = {"0:nothing is wrong, or there are only warnings", "1:an error, or with --strict a warning", "2:the call or the Jenkinsfile is wrong"})
public final class LintCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "JENKINSFILE", defaultValue = "Jenkinsfile", description = "The file to look at (default: ${DEFAULT-VALUE}).")
    private Path jenkinsfile;

    @Option(names = "--home", paramLabel = "DIR", defaultValue = ".mlcd", description = "Home of mlcd run or of Jenkins, with what builds recorded (default: ${DEFAULT-VALUE}).")
    private Path home;

    @Option(names = "--job", paramLabel = "NAME", description = "Name of the job; needed when the home has several.")
    private Optional<String> job;

    @Option(names = "--replay", paramLabel = "N", description = "Show what the gate would have decided on the last N builds that recorded one.")
    private Integer replay;

    @Option(names = "--strict", description = "Fail on warnings too.")
    private boolean strict;

    @Override
    public Integer call() throws IOException {
        if (!Files.isRegularFile(jenkinsfile)) {
            throw new UsageException("there is no Jenkinsfile " + jenkinsfile);
        }
        if (replay != null && replay < 1) {
            throw new UsageException("--replay must be at least 1, but is " + replay);
        }
        try {
            return lint();
        } catch (UserError | IllegalArgumentException e) {
            throw new UsageException(e.getMessage());
        }
    }

    private int lint() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        List<Placed> policies = policies();
        Map<Integer, GateFacts> builds = RecordedBuilds.last(home, job, replay == null ? 1 : replay);
        Optional<GateFacts> last = builds.values().stream().findFirst();
        boolean wrong = false;
        int count = 0;
        for (Placed placed : policies) {
            for (Finding finding : placed.lint(last)) {
                out.println(jenkinsfile + ":" + placed.line() + ": " + placed.step() + ": " + finding);
                wrong |= finding.isError() || strict;
                count++;
            }
        }
        out.println(policies.size() + " policies, " + count + " findings" + (last.isEmpty() ? "; no recorded gate to compare with" : ""));
        if (replay != null) {
            policies.stream().filter(placed -> placed.policy() instanceof GatePolicy)
                    .forEach(placed -> replay(out, placed, (GatePolicy) placed.policy(), builds));
        }
        out.flush();
        return wrong ? 1 : 0;
    }

    private List<Placed> policies() throws IOException {
        JenkinsfileCompiler compiler = new JenkinsfileCompiler(jenkinsfile, Files.readString(jenkinsfile));
        try (Rulebook rules = Rulebook.open()) {
            return PolicyReader.read(compiler);
        }
    }

    private void replay(PrintWriter out, Placed placed, GatePolicy policy, Map<Integer, GateFacts> builds) {
        out.println();
        out.println("The gate of line " + placed.line() + " on the last " + builds.size() + " recorded builds (~ on the figure alone, no interval was recorded):");
        out.printf("%-8s %-20s %-13s %-13s %s%n", "build", "model", "then", "now", "because");
        builds.forEach((build, facts) -> {
            PolicyReplay replayed = PolicyReplay.of(policy, facts);
            out.printf("%-8s %-20s %-13s %-13s %s%n", "#" + build, replayed.model(), replayed.then().map(Verdict::name).orElse("-"),
                    replayed.now(), because(replayed));
        });
    }

    private static String because(PolicyReplay replayed) {
        return replayed.checks().stream()
                .filter(check -> check.verdict() == replayed.now() && check.verdict() != Verdict.PASS)
                .findFirst()
                .map(check -> (check.exact() ? "" : "~ ") + check.check() + " on " + check.benchmark() + ": " + check.reason())
                .orElse("all " + replayed.checks().size() + " checks pass"
                        + (replayed.checks().stream().allMatch(PolicyReplay.Check::exact) ? "" : ", some ~"));
    }
}
