package io.jenkins.plugins.mlcd.embedded.declarative.validate;

import io.jenkins.plugins.mlcd.embedded.declarative.PostCondition;
import io.jenkins.plugins.mlcd.embedded.script.Unsupported;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The rules for stages, alone, nested, in parallel and in a matrix. */
final class StageRules {

    private static final List<String> WORK = List.of("steps", "stages", "parallel", "matrix");
    private static final Set<String> SECTIONS = Set.of("agent", "steps", "stages", "parallel", "matrix", "failFast", "post", "environment",
            "options", "when", "tools", "input");
    private static final Set<String> MATRIX = Set.of("axes", "excludes", "stages", "agent", "post", "environment", "options", "when", "tools",
            "input");

    private final Problems problems;
    private final Blocks blocks;
    private final DirectiveRules directives;
    private final StepRules steps;
    private final WhenRules when;

    StageRules(Problems problems, Set<String> functions) {
        this.problems = problems;
        this.blocks = new Blocks(problems);
        this.directives = new DirectiveRules(problems, functions);
        this.steps = new StepRules(problems, functions);
        this.when = new WhenRules(problems);
    }

    /** {@code stages { ... }} or {@code parallel { ... }}. */
    void sequence(Entry owner) {
        List<Entry> stages = blocks.entries(owner, "stage", Set.of("stage"));
        if (stages.isEmpty() && owner.block() != null && Entry.statements(owner.block()).isEmpty()) {
            problems.add(owner.node(), "'" + owner.name() + "' needs at least one stage");
        }
        Set<String> names = new HashSet<>();
        for (Entry stage : stages) {
            String name = stage.text().orElse(stage.plain().isEmpty() ? "" : stage.plain().get(0).getText());
            if (name.isEmpty()) {
                problems.add(stage.node(), "a stage needs a name, such as stage('Build')");
            } else if (!names.add(name)) {
                problems.add(stage.node(), "the stage '" + name + "' stands twice");
            }
            problems.inStage(name, () -> stage(stage));
        }
    }

    private void stage(Entry stage) {
        List<Entry> sections = blocks.entries(stage, "section", SECTIONS);
        blocks.once(sections, "section");
        List<String> work = sections.stream().map(Entry::name).filter(WORK::contains).distinct().toList();
        if (stage.block() != null && work.size() != 1) {
            problems.add(stage.node(), work.isEmpty()
                    ? "a stage needs one of steps, stages, parallel or matrix"
                    : "a stage has one of steps, stages, parallel or matrix, but here are " + String.join(" and ", work));
        }
        if (work.contains("parallel") || work.contains("matrix")) {
            Optional<Entry> agent = Blocks.find(sections, "agent");
            agent.ifPresent(entry -> problems.add(entry.node(),
                    "a stage with " + work.get(0) + " holds no agent; give one to the stages inside"));
        } else {
            Blocks.find(sections, "failFast").ifPresent(entry ->
                    problems.add(entry.node(), "failFast goes with parallel or matrix only"));
        }
        sections.forEach(this::section);
    }

    private void section(Entry section) {
        switch (section.name()) {
            case "agent" -> directives.agent(section);
            case "environment" -> directives.environment(section);
            case "options" -> directives.options(section);
            case "post" -> post(section);
            case "when" -> when.check(section);
            case "steps" -> steps(section);
            case "stages", "parallel" -> sequence(section);
            case "matrix" -> matrix(section);
            case "tools", "input" -> problems.add(section.node(), Unsupported.reason(section.name()));
            default -> { }
        }
    }

    private void steps(Entry section) {
        if (section.block() != null && Entry.statements(section.block()).isEmpty()) {
            problems.add(section.node(), "'steps' needs at least one step");
        }
        steps.block(section.block());
    }

    void post(Entry post) {
        List<Entry> conditions = blocks.entries(post, "condition", PostCondition.symbols());
        blocks.once(conditions, "condition");
        conditions.forEach(condition -> steps.block(condition.block()));
    }

    private void matrix(Entry matrix) {
        List<Entry> sections = blocks.entries(matrix, "section", MATRIX);
        blocks.once(sections, "section");
        for (String required : List.of("axes", "stages")) {
            if (Blocks.find(sections, required).isEmpty()) {
                problems.add(matrix.node(), "'matrix' needs the section '" + required + "'");
            }
        }
        for (Entry section : sections) {
            switch (section.name()) {
                case "axes" -> blocks.entries(section, "entry", Set.of("axis")).forEach(axis -> axis(axis, Set.of("name", "values")));
                case "excludes" -> blocks.entries(section, "entry", Set.of("exclude")).forEach(exclude ->
                        blocks.entries(exclude, "entry", Set.of("axis")).forEach(axis -> axis(axis, Set.of("name", "values", "notValues"))));
                default -> section(section);
            }
        }
    }

    private void axis(Entry axis, Set<String> known) {
        List<Entry> parts = blocks.entries(axis, "entry", known);
        if (Blocks.find(parts, "name").flatMap(Entry::text).isEmpty()) {
            problems.add(axis.node(), "an axis needs a name, such as name 'WORKER'");
        }
        boolean values = parts.stream().anyMatch(part -> !part.name().equals("name") && !part.plain().isEmpty());
        if (!values) {
            problems.add(axis.node(), "an axis needs values, such as values '1', '2'");
        }
    }
}
