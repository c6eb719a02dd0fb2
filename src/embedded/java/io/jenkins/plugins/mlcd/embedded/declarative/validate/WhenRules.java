package io.jenkins.plugins.mlcd.embedded.declarative.validate;

import io.jenkins.plugins.mlcd.embedded.script.PipelineScript;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.codehaus.groovy.ast.stmt.Statement;

/** The rules for {@code when { ... }}. */
final class WhenRules {

    private static final Set<String> CONDITIONS = Set.of("branch", "buildingTag", "changelog", "changeset", "changeRequest", "environment",
            "equals", "expression", "tag", "not", "allOf", "anyOf", "triggeredBy", "isRestartedRun");
    private static final Set<String> MOMENTS = Set.of("beforeAgent", "beforeInput", "beforeOptions");

    private final Problems problems;
    private final Blocks blocks;

    WhenRules(Problems problems) {
        this.problems = problems;
        this.blocks = new Blocks(problems);
    }

    void check(Entry when) {
        Set<String> known = new TreeSet<>(CONDITIONS);
        known.addAll(MOMENTS);
        List<Entry> entries = blocks.entries(when, "condition", known);
        if (when.block() != null && entries.stream().allMatch(entry -> MOMENTS.contains(entry.name()))
                && Entry.statements(when.block()).size() == entries.size()) {
            problems.add(when.node(), "'when' needs at least one condition");
        }
        entries.forEach(this::condition);
    }

    private void condition(Entry condition) {
        switch (PipelineScript.written(condition.name())) {
            case "allOf", "anyOf", "not" -> {
                List<Entry> inner = blocks.entries(condition, "condition", CONDITIONS);
                inner.forEach(this::condition);
                if (condition.name().equals("not") && inner.size() > 1) {
                    problems.add(condition.node(), "'not' takes one condition; put several into allOf or anyOf");
                }
            }
            case "expression" -> {
                List<Statement> code = new ArrayList<>(Entry.statements(condition.block()));
                if (code.isEmpty()) {
                    problems.add(condition.node(), "'expression' needs a block with code");
                }
            }
            case "environment" -> named(condition, "name", "value");
            case "equals" -> named(condition, "expected", "actual");
            default -> { }
        }
    }

    private void named(Entry condition, String... names) {
        for (String name : names) {
            if (!condition.named().containsKey(name)) {
                problems.add(condition.node(), "'" + condition.name() + "' needs the parameter '" + name + "'");
            }
        }
    }
}
