package io.jenkins.plugins.mlcd.embedded.declarative.validate;

import hudson.triggers.Trigger;
import io.jenkins.plugins.mlcd.embedded.job.Signature;
import io.jenkins.plugins.mlcd.embedded.script.Unsupported;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.codehaus.groovy.ast.expr.BinaryExpression;
import org.codehaus.groovy.ast.expr.ConstantExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.GStringExpression;
import org.codehaus.groovy.ast.expr.MethodCallExpression;
import org.codehaus.groovy.ast.expr.VariableExpression;
import org.codehaus.groovy.ast.stmt.ExpressionStatement;
import org.codehaus.groovy.ast.stmt.Statement;
import org.codehaus.groovy.syntax.Types;
import org.jenkinsci.plugins.structs.SymbolLookup;

/** The rules for agent, environment, options, parameters and triggers. */
final class DirectiveRules {

    private static final Set<String> AGENTS =
            Set.of("any", "none", "label", "node", "docker", "dockerfile", "kubernetes", "customWorkspace", "retries");
    private static final Set<String> NODE = Set.of("label", "customWorkspace", "retries");

    private final Problems problems;
    private final Blocks blocks;
    private final CallRules calls;
    private final Set<String> functions;

    DirectiveRules(Problems problems, Set<String> functions) {
        this.problems = problems;
        this.blocks = new Blocks(problems);
        this.calls = new CallRules(problems);
        this.functions = functions;
    }

    void agent(Entry agent) {
        if (agent.block() == null) {
            String word = agent.word().or(agent::text).orElse("");
            if (!word.equals("any") && !word.equals("none")) {
                problems.add(agent.node(), "agent is any, none, or a block such as agent { label 'gpu' }, not '" + word + "'");
            }
            return;
        }
        List<Entry> types = blocks.entries(agent, "agent", AGENTS);
        if (Entry.statements(agent.block()).size() == types.size()
                && types.stream().allMatch(type -> type.name().equals("customWorkspace"))) {
            problems.add(agent.node(), "agent needs any, none, label or node");
        }
        for (Entry type : types) {
            if (Unsupported.reason(type.name()) != null) {
                problems.add(type.node(), Unsupported.reason(type.name()));
            } else if (type.name().equals("node")) {
                blocks.entries(type, "setting", NODE);
            }
        }
    }

    void environment(Entry environment) {
        for (Statement statement : Entry.statements(environment.block())) {
            Expression expression = statement instanceof ExpressionStatement code ? code.getExpression() : null;
            if (expression instanceof BinaryExpression assignment && assignment.getOperation().getType() == Types.EQUAL
                    && assignment.getLeftExpression() instanceof VariableExpression) {
                value(assignment.getRightExpression());
            } else {
                problems.add(statement, "only assignments such as NAME = 'value' may stand in 'environment'");
            }
        }
    }

    /** As on Jenkins: texts, concatenations and calls; other literals are a mistake. */
    private void value(Expression value) {
        boolean text = value instanceof GStringExpression || Entry.text(value).isPresent() || value instanceof MethodCallExpression
                || value instanceof BinaryExpression || value instanceof VariableExpression
                || !(value instanceof ConstantExpression);
        if (!text) {
            problems.add(value, "a value in 'environment' is a text in quotes or a call, not " + value.getText());
        }
    }

    void options(Entry options) {
        signed(options, "option", Signature.options());
    }

    void parameters(Entry parameters) {
        signed(parameters, "parameter kind", Signature.parameters());
    }

    private void signed(Entry owner, String what, Map<String, Signature> known) {
        for (Entry entry : each(owner)) {
            if (Unsupported.reason(entry.name()) != null) {
                problems.add(entry.node(), Unsupported.reason(entry.name()));
            } else if (!known.containsKey(entry.name())) {
                problems.unknown(entry.node(), what, entry.name(), known.keySet());
            } else {
                calls.signed(entry, known.get(entry.name()));
            }
        }
    }

    void triggers(Entry triggers) {
        for (Entry entry : each(triggers)) {
            if (Signature.schedules().containsKey(entry.name())) {
                calls.signed(entry, Signature.schedules().get(entry.name()));
            } else if (SymbolLookup.get().findDescriptor(Trigger.class, entry.name()) != null) {
                calls.described(entry, SymbolLookup.get().findDescriptor(Trigger.class, entry.name()));
            } else {
                problems.unknown(entry.node(), "trigger", entry.name(), Signature.schedules().keySet());
            }
        }
    }

    private List<Entry> each(Entry owner) {
        for (Statement statement : Entry.statements(owner.block())) {
            if (Entry.of(statement).isEmpty()) {
                problems.add(statement, "only calls may stand in '" + owner.name() + "'");
            }
        }
        return Entry.statements(owner.block()).stream()
                .map((Statement statement) -> Entry.of(statement))
                .flatMap(Optional::stream)
                .filter(entry -> !functions.contains(entry.name()))
                .toList();
    }
}
