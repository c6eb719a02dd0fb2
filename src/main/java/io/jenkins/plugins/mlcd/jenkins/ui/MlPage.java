package io.jenkins.plugins.mlcd.jenkins.ui;

import hudson.model.Action;
import org.kohsuke.stapler.StaplerProxy;

/** What the pages share: their symbol, and the view that loads their scripts and style, which each includes. */
abstract class MlPage implements Action, StaplerProxy {

    @Override
    public String getIconFileName() {
        return "symbol-analytics";
    }
}
