package org.htmlunit;

public class WebClientOptions {
    public void setJavaScriptEnabled(boolean enabled) {}
}
