package io.jenkins.plugins.mlcd.embedded.declarative.validate;

import io.jenkins.plugins.mlcd.embedded.script.Unsupported;
import java.util.List;
import java.util.Set;

/** The rules for {@code pipeline { ... }}. */
final class PipelineRules {

    private static final Set<String> SECTIONS = Set.of("agent", "stages", "post", "environment", "options", "parameters", "triggers", "tools",
            "libraries");

    private final Problems problems;
    private final Blocks blocks;
    private final DirectiveRules directives;
    private final StageRules stages;

    PipelineRules(Problems problems, Set<String> functions) {
        this.problems = problems;
        this.blocks = new Blocks(problems);
        this.directives = new DirectiveRules(problems, functions);
        this.stages = new StageRules(problems, functions);
    }

    void check(Entry pipeline) {
        List<Entry> sections = blocks.entries(pipeline, "section", SECTIONS);
        blocks.once(sections, "section");
        for (String required : List.of("agent", "stages")) {
            if (Blocks.find(sections, required).isEmpty()) {
                problems.add(pipeline.node(), "'pipeline' needs the section '" + required + "'");
            }
        }
        for (Entry section : sections) {
            switch (section.name()) {
                case "agent" -> directives.agent(section);
                case "environment" -> directives.environment(section);
                case "options" -> directives.options(section);
                case "parameters" -> directives.parameters(section);
                case "triggers" -> directives.triggers(section);
                case "post" -> stages.post(section);
                case "stages" -> stages.sequence(section);
                default -> problems.add(section.node(), Unsupported.reason(section.name()));
            }
        }
    }
}
