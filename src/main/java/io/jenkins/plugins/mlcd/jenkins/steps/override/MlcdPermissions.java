package io.jenkins.plugins.mlcd.jenkins.steps.override;

import hudson.security.Permission;
import hudson.security.PermissionGroup;
import hudson.security.PermissionScope;
import jenkins.model.Jenkins;
import jenkins.util.NonLocalizable;

/** The plugin's own permissions; administrators have them. */
public final class MlcdPermissions {

    public static final PermissionGroup GROUP = new PermissionGroup(MlcdPermissions.class, new NonLocalizable("MLCD"));

    /** To decide in place of a gate that did not pass. */
    public static final Permission OVERRIDE = new Permission(GROUP, "Override",
            new NonLocalizable("Let a model go on, or turn it down, whose gate did not pass."), Jenkins.ADMINISTER, PermissionScope.ITEM);

    /** To pause a rollout, take its traffic back, or approve its next step. */
    public static final Permission ROLLOUT = new Permission(GROUP, "Rollout",
            new NonLocalizable("Pause a rollout, take its traffic back, or approve its next step."), Jenkins.ADMINISTER, PermissionScope.ITEM);

    /** To see samples of production that wait for a label, and to say what they are. */
    public static final Permission LABEL = new Permission(GROUP, "Label",
            new NonLocalizable("See samples of production that wait for a label, and say what they are."), Jenkins.ADMINISTER, PermissionScope.ITEM);

    private MlcdPermissions() {}
}
