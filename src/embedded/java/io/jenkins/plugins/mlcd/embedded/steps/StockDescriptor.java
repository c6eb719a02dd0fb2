package io.jenkins.plugins.mlcd.embedded.steps;

import java.util.Set;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;

/** A descriptor that says all it has to say in its constructor. To be nested in its step as {@code DescriptorImpl}. */
abstract class StockDescriptor extends StepDescriptor {

    private final String function;
    private final String title;
    private final boolean block;
    private final Set<Class<?>> needs;

    StockDescriptor(String function, String title, boolean block, Class<?>... needs) {
        this.function = function;
        this.title = title;
        this.block = block;
        this.needs = Set.of(needs);
    }

    @Override
    public String getFunctionName() {
        return function;
    }

    @Override
    public String getDisplayName() {
        return title;
    }

    @Override
    public boolean takesImplicitBlockArgument() {
        return block;
    }

    @Override
    public Set<? extends Class<?>> getRequiredContext() {
        return needs;
    }
}
