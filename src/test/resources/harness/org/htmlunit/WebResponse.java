package org.htmlunit;

public class WebResponse {
    public int getStatusCode() {
        return 0;
    }

    public String getContentAsString() {
        return "";
    }
}
