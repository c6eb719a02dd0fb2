package io.jenkins.plugins.mlcd.embedded.declarative;

import io.jenkins.plugins.mlcd.embedded.engine.Body;
import io.jenkins.plugins.mlcd.embedded.script.Dsl;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jenkinsci.plugins.structs.describable.UninstantiatedDescribable;

/** The {@code options} of a pipeline or stage. Those that only a Jenkins with many jobs and builds can honour have no effect. */
final class Options {

    /** Options that are steps around the part, outermost first. */
    private static final List<String> WRAPPERS = List.of("timestamps", "timeout", "retry", "catchError", "warnError");

    private final List<UninstantiatedDescribable> calls;

    Options(List<UninstantiatedDescribable> calls) {
        this.calls = List.copyOf(calls);
    }

    /** Whether a flag such as {@code skipDefaultCheckout()} is on. */
    boolean isOn(String flag) {
        return calls.stream().anyMatch(call -> flag.equals(call.getSymbol()) && !isFalse(call.getArguments()));
    }

    private static boolean isFalse(Map<String, ?> arguments) {
        return Set.copyOf(arguments.values()).contains(Boolean.FALSE);
    }

    /** Whether a failure inside may still end well, by another try or by being caught. */
    boolean mayForgive() {
        return calls.stream().anyMatch(call -> List.of("retry", "catchError", "warnError").contains(call.getSymbol()));
    }

    /** Runs {@code part} inside of the options that are steps. */
    Object wrap(Body part) throws Throwable {
        Body wrapped = part;
        for (int i = WRAPPERS.size() - 1; i >= 0; i--) {
            for (UninstantiatedDescribable call : calls) {
                if (WRAPPERS.get(i).equals(call.getSymbol())) {
                    Body inner = wrapped;
                    wrapped = () -> Dsl.run(call.getSymbol(), call.getArguments(), inner);
                }
            }
        }
        return wrapped.run();
    }
}
