package io.jenkins.plugins.mlcd.embedded.declarative.validate;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.mlcd.embedded.script.Dsl;
import io.jenkins.plugins.mlcd.embedded.script.NamedClosures;
import io.jenkins.plugins.mlcd.embedded.script.NearestName;
import io.jenkins.plugins.mlcd.embedded.script.Unsupported;
import java.util.Optional;
import java.util.Set;
import org.codehaus.groovy.ast.expr.ClosureExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.MethodCallExpression;
import org.codehaus.groovy.ast.stmt.ExpressionStatement;
import org.codehaus.groovy.ast.stmt.Statement;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;

/** The rules for steps: only calls, of known names, with the right arguments. The code in {@code script} is free. */
final class StepRules {

    private final Problems problems;
    private final CallRules calls;
    private final Set<String> functions;

    StepRules(Problems problems, Set<String> functions) {
        this.problems = problems;
        this.calls = new CallRules(problems);
        this.functions = functions;
    }

    void block(@CheckForNull ClosureExpression block) {
        for (Statement statement : Entry.statements(block)) {
            Optional<Entry> step = Entry.of(statement);
            if (step.isPresent()) {
                step(step.get());
            } else if (!isCallOnObject(statement)) {
                problems.add(statement, "only steps may stand here; free code goes into script { }");
            }
        }
    }

    /** Jenkins lets calls such as {@code docker.build('x')} pass, and they are judged when they run. */
    private static boolean isCallOnObject(Statement statement) {
        Expression expression = statement instanceof ExpressionStatement code ? code.getExpression() : null;
        return expression instanceof MethodCallExpression call && !call.isImplicitThis();
    }

    private void step(Entry call) {
        if (functions.contains(call.name())) {
            return;
        }
        StepDescriptor descriptor = StepDescriptor.byFunctionName(call.name());
        if (descriptor == null) {
            unknown(call);
            return;
        }
        if (descriptor instanceof NamedClosures || call.name().equals("script")) {
            return;
        }
        calls.described(call, descriptor);
        if (descriptor.takesImplicitBlockArgument() && call.block() == null) {
            problems.add(call.node(), call.name() + " needs a block, such as " + call.name() + "(...) { ... }");
        }
        if (!descriptor.takesImplicitBlockArgument() && call.block() != null) {
            problems.add(call.node(), call.name() + " takes no block");
        }
        block(call.block());
    }

    private void unknown(Entry call) {
        String reason = Unsupported.reason(call.name());
        problems.add(call.node(), reason != null ? reason
                : "there is no step named '" + call.name() + "'" + NearestName.hint(call.name(), Dsl.steps()));
    }
}
