package org.jenkinsci.plugins.workflow.cps;

public class CpsFlowDefinition extends org.jenkinsci.plugins.workflow.flow.FlowDefinition {
    public CpsFlowDefinition(String script, boolean sandbox) {}
}
