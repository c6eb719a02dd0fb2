package io.jenkins.plugins.mlcd.embedded.declarative.validate;

import hudson.model.Describable;
import hudson.model.Descriptor;
import io.jenkins.plugins.mlcd.embedded.job.Signature;
import io.jenkins.plugins.mlcd.embedded.script.Dsl;
import io.jenkins.plugins.mlcd.embedded.script.ParameterRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.ListExpression;
import org.jenkinsci.plugins.structs.SymbolLookup;
import org.jenkinsci.plugins.structs.describable.DescribableModel;
import org.jenkinsci.plugins.structs.describable.DescribableParameter;

/** The rules for the arguments of a call: names, missing ones, literals of a wrong type, and the same for nested describables. */
final class CallRules {

    private final Problems problems;

    CallRules(Problems problems) {
        this.problems = problems;
    }

    void signed(Entry call, Signature signature) {
        List<String> given = new ArrayList<>(call.named().keySet());
        if (!call.plain().isEmpty() && signature.first() != null) {
            given.add(signature.first());
        }
        signature.check(given).forEach(problem -> problems.add(call.node(), problem));
    }

    void described(Entry call, Descriptor<?> descriptor) {
        DescribableModel<?> model = DescribableModel.of(descriptor.clazz);
        String first = Dsl.firstParameter(descriptor);
        List<String> given = new ArrayList<>(call.named().keySet());
        if (!call.plain().isEmpty() && first == null) {
            problems.add(call.node(), call.name() + " takes named arguments only");
            return;
        }
        if (call.plain().size() > 1 || !call.plain().isEmpty() && !call.named().isEmpty()) {
            problems.add(call.node(), call.name() + " takes either named arguments or one without a name");
            return;
        }
        if (!call.plain().isEmpty()) {
            given.add(first);
            value(call, model.getParameter(first), call.plain().get(0));
        }
        ParameterRules.check(call.name(), model, given).forEach(problem -> problems.add(call.node(), problem));
        for (Map.Entry<String, Expression> argument : call.named().entrySet()) {
            value(call, model.getParameter(argument.getKey()), argument.getValue());
        }
    }

    private void value(Entry call, DescribableParameter parameter, Expression value) {
        if (parameter == null) {
            return;
        }
        LiteralRules.mistake(parameter.getErasedType(), value).ifPresent(mistake ->
                problems.add(value, call.name() + ": the parameter '" + parameter.getName() + "' " + mistake));
        nested(value);
    }

    /** Calls of known symbols inside of arguments, such as {@code sampler: random(seed: 7)}. */
    private void nested(Expression value) {
        if (value instanceof ListExpression list) {
            list.getExpressions().forEach(this::nested);
        }
        Entry.of(value).ifPresent(call -> {
            Descriptor<?> descriptor = SymbolLookup.get().findDescriptor(Describable.class, call.name());
            if (descriptor != null) {
                described(call, descriptor);
            }
        });
    }
}
