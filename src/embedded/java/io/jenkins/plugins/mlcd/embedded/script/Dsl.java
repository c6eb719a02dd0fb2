package io.jenkins.plugins.mlcd.embedded.script;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import groovy.lang.Closure;
import hudson.model.Describable;
import hudson.model.Descriptor;
import hudson.model.TaskListener;
import io.jenkins.plugins.mlcd.embedded.engine.Body;
import io.jenkins.plugins.mlcd.embedded.engine.Branch;
import io.jenkins.plugins.mlcd.embedded.engine.StepCall;
import io.jenkins.plugins.mlcd.embedded.job.Signature;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.WeakHashMap;
import org.jenkinsci.plugins.structs.SymbolLookup;
import org.jenkinsci.plugins.structs.describable.DescribableModel;
import org.jenkinsci.plugins.structs.describable.DescribableParameter;
import org.jenkinsci.plugins.structs.describable.UninstantiatedDescribable;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;

/** The names that a script can call: steps by their function name, and describables by their symbol. */
public final class Dsl {


    private final String file;
    private final Map<Throwable, String> places = Collections.synchronizedMap(new WeakHashMap<>());

    /** @param file name of the Jenkinsfile, as it appears in stack traces */
    public Dsl(String file) {
        this.file = file;
    }

    public String file() {
        return file;
    }

    /** Whether {@link #call} would find {@code name}. */
    public static boolean knows(String name) {
        return StepDescriptor.byFunctionName(name) != null || symbol(name) != null || Signature.find(name).isPresent();
    }

    /** All step names, for suggestions. */
    public static TreeSet<String> steps() {
        TreeSet<String> names = new TreeSet<>();
        StepDescriptor.all().forEach(descriptor -> names.add(descriptor.getFunctionName()));
        return names;
    }

    /**
     * Runs the step {@code name} and returns its value, or describes what the symbol {@code name} stands for.
     *
     * @throws StepMisuse when there is no such name, or the arguments are wrong
     * @throws Throwable what the step failed with
     */
    public Object call(String name, Object... arguments) throws Throwable {
        StepDescriptor descriptor = StepDescriptor.byFunctionName(name);
        if (descriptor != null) {
            return step(descriptor, arguments);
        }
        UninstantiatedDescribable described = describe(name, arguments);
        if (described != null) {
            return described;
        }
        if (Unsupported.reason(name) != null) {
            throw misuse(Unsupported.reason(name));
        }
        throw misuse("there is no step named '" + name + "'" + NearestName.hint(name, steps()));
    }

    /** What the symbol {@code name} stands for, or null when it is none. Steps of that name are not looked at. */
    @CheckForNull
    public UninstantiatedDescribable describe(String name, Object... arguments) {
        Signature signature = Signature.find(name).orElse(null);
        if (signature != null) {
            return signed(signature, arguments);
        }
        Descriptor<?> symbol = symbol(name);
        return symbol == null ? null : describable(name, symbol, arguments);
    }

    /** Runs a step for the host itself, with arguments that are known to be right. */
    public static Object run(String name, Map<String, ?> arguments, @CheckForNull Body body) throws Throwable {
        StepDescriptor descriptor = StepDescriptor.byFunctionName(name);
        if (descriptor == null) {
            throw new IllegalStateException("the step '" + name + "' is not registered");
        }
        return StepCall.run(descriptor, instantiate(descriptor, arguments), body);
    }

    private Object step(StepDescriptor descriptor, Object... arguments) throws Throwable {
        String name = descriptor.getFunctionName();
        if (descriptor instanceof NamedClosures closures) {
            return run(descriptor, closuresStep(name, closures, arguments), null);
        }
        StepArguments parsed = parse(name, descriptor, arguments);
        Closure<?> body = parsed.body();
        if (descriptor.takesImplicitBlockArgument() && body == null) {
            throw misuse(name + " needs a block, such as " + name + "(...) { ... }");
        }
        if (!descriptor.takesImplicitBlockArgument() && body != null) {
            throw misuse(name + " takes no block");
        }
        Step step;
        try {
            step = instantiate(descriptor, parsed.named());
        } catch (IllegalArgumentException | ClassCastException e) {
            throw misuse(name + ": " + sentence(e));
        }
        return run(descriptor, step, body == null ? null : Closures.body(body));
    }

    private Object run(StepDescriptor descriptor, Step step, @CheckForNull Body body) throws Throwable {
        try {
            return StepCall.run(descriptor, step, body);
        } catch (Throwable t) {
            places.putIfAbsent(t, place());
            throw t;
        }
    }

    /** Where the innermost step that failed with {@code failure} was called, as {@code "Jenkinsfile:12: stage 'Sweep': "}, or null. */
    @CheckForNull
    public String place(Throwable failure) {
        return places.get(failure);
    }

    private String place() {
        return problem("").line(file);
    }

    private Step closuresStep(String name, NamedClosures closures, Object... arguments) {
        if (arguments.length != 1 || !(arguments[0] instanceof Map<?, ?> map)) {
            throw misuse(name + " takes a map of names and blocks, such as " + name + "(a: { ... }, b: { ... })");
        }
        try {
            return closures.step(map);
        } catch (IllegalArgumentException e) {
            throw misuse(e.getMessage());
        }
    }

    private UninstantiatedDescribable describable(String name, Descriptor<?> descriptor, Object... arguments) {
        StepArguments parsed = parse(name, descriptor, arguments);
        UninstantiatedDescribable described = new UninstantiatedDescribable(name, null, parsed.named());
        described.setModel(DescribableModel.of(descriptor.clazz));
        return described;
    }

    private UninstantiatedDescribable signed(Signature signature, Object... arguments) {
        StepArguments parsed;
        try {
            parsed = StepArguments.of(signature.name(), List.of(), signature.first(), arguments);
        } catch (IllegalArgumentException e) {
            throw misuse(e.getMessage());
        }
        List<String> problems = signature.check(parsed.named().keySet());
        if (!problems.isEmpty()) {
            throw misuse(problems.get(0));
        }
        return new UninstantiatedDescribable(signature.name(), null, parsed.named());
    }

    /** The parameter that an argument without a name is for. */
    @CheckForNull
    public static String firstParameter(Descriptor<?> descriptor) {
        if (descriptor instanceof DefaultParameter explicit) {
            return explicit.defaultParameter();
        }
        DescribableParameter first = DescribableModel.of(descriptor.clazz).getFirstRequiredParameter();
        return first == null ? null : first.getName();
    }

    private StepArguments parse(String name, Descriptor<?> descriptor, Object... arguments) {
        DescribableModel<?> model = DescribableModel.of(descriptor.clazz);
        StepArguments parsed;
        try {
            parsed = StepArguments.of(name, model.getParameters(), firstParameter(descriptor), arguments);
        } catch (IllegalArgumentException e) {
            throw misuse(e.getMessage());
        }
        List<String> problems = ParameterRules.check(name, model, parsed.named().keySet());
        if (!problems.isEmpty()) {
            throw misuse(problems.get(0));
        }
        return parsed;
    }

    private static Step instantiate(StepDescriptor descriptor, Map<String, ?> arguments) {
        return DescribableModel.of(descriptor.clazz).instantiate(arguments, TaskListener.NULL);
    }

    @CheckForNull
    private static Descriptor<?> symbol(String name) {
        return SymbolLookup.get().findDescriptor(Describable.class, name);
    }

    private static String sentence(RuntimeException e) {
        Throwable root = e;
        while (root.getCause() != null && !(root.getCause() instanceof Error)) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage()).strip().replaceAll("\\s*\\R\\s*", " ");
    }

    /** The error with its place before it. */
    public StepMisuse misuse(String rule) {
        return new StepMisuse(problem(rule).line(file));
    }

    private Problem problem(String rule) {
        String stage = Branch.current().stage();
        return new Problem(SourceLine.current(file).orElse(1), stage.isEmpty() ? null : stage, rule);
    }
}
