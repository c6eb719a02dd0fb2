package io.jenkins.plugins.mlcd.embedded.declarative.validate;

import io.jenkins.plugins.mlcd.embedded.script.NearestName;
import io.jenkins.plugins.mlcd.embedded.script.Problem;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.codehaus.groovy.ast.ASTNode;

/** Collects mistakes, each with its line and the stage around it. */
final class Problems {

    private final List<Problem> problems = new ArrayList<>();
    private final Deque<String> stages = new ArrayDeque<>();

    void add(ASTNode at, String rule) {
        problems.add(new Problem(Math.max(1, at.getLineNumber()), stages.peek(), rule));
    }

    /** {@code name} may not stand here; these may. */
    void unknown(ASTNode at, String what, String name, Collection<String> known) {
        String hint = NearestName.hint(name, known);
        add(at, "unknown " + what + " '" + name + "'" + (hint.isEmpty() ? "; known are " + String.join(", ", new TreeSet<>(known)) : hint));
    }

    void inStage(String stage, Runnable rules) {
        stages.push(stage);
        try {
            rules.run();
        } finally {
            stages.pop();
        }
    }

    /** Mistakes in the order of the file, each once. */
    List<Problem> sorted() {
        return Set.copyOf(problems).stream()
                .sorted(Comparator.comparingInt((Problem problem) -> problem.line()).thenComparing(Problem::rule))
                .toList();
    }
}
