package io.jenkins.plugins.mlcd.embedded.lint;

import io.jenkins.plugins.mlcd.embedded.lint.PolicyReader.Judged;
import io.jenkins.plugins.mlcd.embedded.lint.PolicyReader.Placed;
import io.jenkins.plugins.mlcd.embedded.script.InvalidJenkinsfile;
import io.jenkins.plugins.mlcd.embedded.script.JenkinsfileCompiler;
import io.jenkins.plugins.mlcd.embedded.script.Problem;
import io.jenkins.plugins.mlcd.lint.Finding;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The mistakes for which a step would refuse its work, found before anything runs. */
public final class PolicyErrors {

    private PolicyErrors() {}

    /**
     * Checks all sweeps, and those other policies that are wholly written out. Needs the extensions of a running host.
     *
     * @throws InvalidJenkinsfile with a line for each mistake
     */
    public static void check(JenkinsfileCompiler compiler) {
        List<Problem> problems = PolicyReader.read(compiler).stream()
                .filter(placed -> placed.whole() || placed.policy() instanceof Judged)
                .flatMap(PolicyErrors::problems)
                .toList();
        if (!problems.isEmpty()) {
            throw new InvalidJenkinsfile(compiler.file(), problems);
        }
    }

    private static Stream<Problem> problems(Placed placed) {
        return placed.lint(Optional.empty()).stream().filter(Finding::isError)
                .map(finding -> new Problem(placed.line(), null, placed.step() + ": " + finding.sentence()));
    }
}
