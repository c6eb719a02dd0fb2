package io.jenkins.plugins.mlcd.embedded.script;

import java.util.List;
import java.util.stream.Collectors;

/** A Jenkinsfile that cannot run; found before anything ran. Its message has one line a problem. */
public final class InvalidJenkinsfile extends UserError {

    private static final long serialVersionUID = 1L;

    public InvalidJenkinsfile(String line) {
        super(line);
    }

    public InvalidJenkinsfile(String file, List<Problem> problems) {
        super(problems.stream().map(problem -> problem.line(file)).collect(Collectors.joining(System.lineSeparator())));
    }
}
