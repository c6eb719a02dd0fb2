package io.jenkins.plugins.mlcd.jenkins.config;

import hudson.model.Describable;
import io.jenkins.plugins.mlcd.record.BuildLayout;
import java.io.Serializable;

/**
 * A named place where models serve users. A Jenkinsfile says only its name, so that the same file runs against another
 * place when the administrator configures one.
 */
public abstract class Target implements Describable<Target>, Serializable {

    private static final long serialVersionUID = 1L;

    private final String name;

    /** @throws IllegalArgumentException when the name is not one that files and URLs can hold */
    protected Target(String name) {
        this.name = BuildLayout.requireName("target", name);
    }

    public final String getName() {
        return name;
    }

    @Override
    public TargetDescriptor getDescriptor() {
        return (TargetDescriptor) Describable.super.getDescriptor();
    }
}
