package io.jenkins.plugins.mlcd.embedded.lint;

import hudson.AbortException;
import hudson.model.Describable;
import hudson.model.Descriptor;
import hudson.model.TaskListener;
import io.jenkins.plugins.mlcd.embedded.declarative.validate.Entry;
import io.jenkins.plugins.mlcd.embedded.script.Dsl;
import io.jenkins.plugins.mlcd.embedded.script.ParameterRules;
import io.jenkins.plugins.mlcd.jenkins.steps.MlSweepJobsStep;
import io.jenkins.plugins.mlcd.jenkins.steps.MlSweepStep;
import io.jenkins.plugins.mlcd.lint.Finding;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.MethodCallExpression;
import org.jenkinsci.plugins.structs.SymbolLookup;
import org.jenkinsci.plugins.structs.describable.DescribableModel;
import org.jenkinsci.plugins.structs.describable.DescribableParameter;
import org.jenkinsci.plugins.structs.describable.UninstantiatedDescribable;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;

/**
 * A call of {@code mlSweep} or {@code mlSweepJobs} judged by the step's own rules before it runs. What is not written out is replaced by something that no rule refuses,
 * so each finding holds whatever that will be. Needs the extensions of a running host.
 */
final class SweepCall {

    /** One value is a space that every sampler takes, and no grid gets larger by it. */
    private static final Object ANY_RANGE = 1;

    private static final Map<String, Object> ANY_SPACE = Map.of("any", ANY_RANGE);

    private final Declared declared;
    private final String step;
    private final DescribableModel<? extends MlSweepStep> model;
    private final List<String> sentences = new ArrayList<>();
    private final Map<String, Object> arguments = new LinkedHashMap<>();
    private final Set<String> unknown = new HashSet<>();

    private SweepCall(String step, Declared declared) {
        this.step = step;
        this.model = step.equals("mlSweep") ? DescribableModel.of(MlSweepStep.class) : DescribableModel.of(MlSweepJobsStep.class);
        this.declared = declared;
    }

    /** Errors only, in the words of the step. */
    static List<Finding> findings(MethodCallExpression call, Entry entry, Declared declared) {
        SweepCall sweep = new SweepCall(call.getMethodAsString(), declared);
        sweep.sentences.addAll(Duplicates.in(call));
        // Arguments that are computed as a whole, such as mlSweep(settings) { ... }, say nothing.
        if (entry.plain().isEmpty()) {
            sweep.judge(entry);
        }
        return sweep.sentences.stream().map(Finding::refused).toList();
    }

    private void judge(Entry call) {
        ParameterRules.check(step, model, call.named().keySet()).forEach(sentences::add);
        call.named().forEach((name, value) -> {
            DescribableParameter parameter = model.getParameter(name);
            if (parameter != null) {
                put(name, value(parameter, Written.of(value)));
            }
        });
        if (!sentences.isEmpty()) {
            return;
        }
        fill();
        try {
            model.instantiate(arguments, TaskListener.NULL).definition();
        } catch (AbortException | IllegalArgumentException e) {
            sentences.add(e.getMessage().replaceFirst("^" + step + ": ", "").replaceAll("\\s*\\R\\s*", " "));
        }
    }

    private void put(String name, Object value) {
        if (value == Written.UNKNOWN) {
            unknown.add(name);
        } else {
            arguments.put(name, value);
        }
    }

    private Object value(DescribableParameter parameter, Object written) {
        if (written instanceof Entry call) {
            return Describable.class.isAssignableFrom(parameter.getErasedType()) ? described(parameter, call) : Written.UNKNOWN;
        }
        if (written instanceof Map<?, ?> map) {
            return switch (parameter.getName()) {
                case "space" -> filled(map, ANY_RANGE);
                case "metrics" -> filled(map, "maximize");
                case "algorithms" -> algorithms(map);
                default -> Written.isKnown(map) ? map : Written.UNKNOWN;
            };
        }
        return Written.isKnown(written) ? written : Written.UNKNOWN;
    }

    private static Map<String, Object> algorithms(Map<?, ?> written) {
        Map<String, Object> algorithms = new LinkedHashMap<>();
        filled(written, ANY_SPACE).forEach((name, space) -> algorithms.put(name, space instanceof Map<?, ?> ranges ? filled(ranges, ANY_RANGE) : space));
        return algorithms;
    }

    /** The map with {@code any} in place of what is not known. A space may well be a map with open values, but a range is none. */
    private static Map<String, Object> filled(Map<?, ?> written, Object any) {
        Map<String, Object> filled = new LinkedHashMap<>();
        written.forEach((name, value) -> {
            boolean open = value == Written.UNKNOWN || value instanceof Entry || value instanceof List<?> list && list.stream().anyMatch(Entry.class::isInstance);
            filled.put(String.valueOf(name), open ? any : value);
        });
        return filled;
    }

    /** What a call such as {@code tpe(seed: 7)} describes. */
    private Object described(DescribableParameter parameter, Entry call) {
        Descriptor<?> descriptor = SymbolLookup.get().findDescriptor(parameter.getErasedType(), call.name());
        if (declared.mayDeclare(call.name()) || descriptor == null && StepDescriptor.byFunctionName(call.name()) != null) {
            return Written.UNKNOWN;
        }
        if (descriptor == null) {
            return new UninstantiatedDescribable(call.name(), null, Map.of());
        }
        Map<String, Expression> written = named(call, descriptor);
        DescribableModel<?> nested = DescribableModel.of(descriptor.clazz);
        List<String> wrong = ParameterRules.check(call.name(), nested, written.keySet());
        wrong.forEach(sentence -> sentences.add(parameter.getName() + ": " + sentence));
        return wrong.isEmpty() ? describedBy(call.name(), nested, written) : Written.UNKNOWN;
    }

    private static Map<String, Expression> named(Entry call, Descriptor<?> descriptor) {
        String first = Dsl.firstParameter(descriptor);
        return call.plain().size() == 1 && call.named().isEmpty() && first != null ? Map.of(first, call.plain().get(0)) : call.named();
    }

    private static Object describedBy(String symbol, DescribableModel<?> model, Map<String, Expression> written) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (Map.Entry<String, Expression> argument : written.entrySet()) {
            Object value = Written.of(argument.getValue());
            if (!(value instanceof Entry) && Written.isKnown(value)) {
                values.put(argument.getKey(), value);
            } else if (model.getParameter(argument.getKey()).isRequired()) {
                return Written.UNKNOWN;
            }
        }
        return new UninstantiatedDescribable(symbol, null, values);
    }

    /** Stands in for what is not known where a rule needs something to be there. */
    private void fill() {
        if (unknown.contains("study")) {
            arguments.put("study", "any");
        }
        if (isAbsent("metric") && isAbsent("metrics") && isOpen("metric", "metrics")) {
            arguments.put("metric", "any");
        }
        if (isAbsent("space") && isAbsent("algorithms") && isOpen("space", "algorithms")) {
            arguments.put("space", ANY_SPACE);
        }
        if (unknown.contains("sampler")) {
            arguments.put("sampler", new UninstantiatedDescribable("tpe", null, Map.of()));
        }
        if (unknown.contains("trials")) {
            arguments.put("trials", new UninstantiatedDescribable("kubernetesJob", null, Map.of("yaml", "")));
        }
        if (isAbsent("maxTrialCount") && isOpen("maxTrialCount", "timeout", "sampler")) {
            arguments.put("maxTrialCount", 1);
        }
    }

    private boolean isAbsent(String name) {
        return arguments.get(name) == null;
    }

    private boolean isOpen(String... names) {
        return Set.of(names).stream().anyMatch(unknown::contains);
    }
}
