package io.jenkins.plugins.mlcd.jenkins.ui;

/** Where the views of all pages find the one that loads their scripts and style. */
public final class PageScripts {

    private PageScripts() {}
}
