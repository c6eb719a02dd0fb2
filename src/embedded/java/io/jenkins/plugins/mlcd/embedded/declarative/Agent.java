package io.jenkins.plugins.mlcd.embedded.declarative;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.mlcd.embedded.engine.Body;
import io.jenkins.plugins.mlcd.embedded.engine.StepCall;
import io.jenkins.plugins.mlcd.embedded.script.Dsl;
import io.jenkins.plugins.mlcd.embedded.script.PipelineScript;
import io.jenkins.plugins.mlcd.embedded.script.Scm;
import io.jenkins.plugins.mlcd.embedded.script.Unsupported;
import io.jenkins.plugins.mlcd.embedded.script.UserError;
import io.jenkins.plugins.mlcd.embedded.steps.NodeStep;
import java.util.Map;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;

/** Runs a part of the pipeline on what its {@code agent} section asks for, with the project checked out. */
final class Agent {

    private final PipelineScript script;

    Agent(PipelineScript script) {
        this.script = script;
    }

    /** Without a section, or with {@code none}, the part runs as it is and holds no executor. */
    Object run(@CheckForNull Directive agent, boolean checkout, Body part) throws Throwable {
        if (agent == null || agent.block() == null && agent.text().equals("none")) {
            return part.run();
        }
        NodeStep node = agent.block() == null ? new NodeStep() : node(Section.read(script, agent.block()));
        if (node == null) {
            return part.run();
        }
        return StepCall.run(StepDescriptor.byFunctionName("node"), node, () -> {
            if (checkout) {
                Dsl.run("checkout", Map.of("scm", Scm.PROJECT), null);
            }
            return part.run();
        });
    }

    @CheckForNull
    private NodeStep node(Section section) {
        NodeStep node = new NodeStep();
        for (Directive directive : section.all()) {
            switch (directive.name()) {
                case "none" -> {
                    return null;
                }
                case "label" -> node.setLabel(directive.text());
                case "customWorkspace" -> node.withCustomWorkspace(directive.text());
                case "node" -> {
                    return node(Section.read(script, directive.block()));
                }
                case "any", "retries" -> { }
                default -> throw new UserError(Unsupported.reason(directive.name()) == null
                        ? "there is no agent named '" + directive.name() + "'"
                        : Unsupported.reason(directive.name()));
            }
        }
        return node;
    }
}
