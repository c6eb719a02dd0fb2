package org.htmlunit;

public interface Page {
    WebResponse getWebResponse();
}
