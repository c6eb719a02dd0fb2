package org.htmlunit;

public class WebClient implements AutoCloseable {
    public WebClientOptions getOptions() {
        return null;
    }

    public <P extends Page> P getPage(java.net.URL url) throws java.io.IOException {
        return null;
    }

    @Override
    public void close() {}
}
