package org.kohsuke.stapler;

import jakarta.servlet.ServletException;
import java.io.IOException;

/** Answers a request when it is returned or thrown by a web method. */
public interface HttpResponse {

    default void generateResponse(StaplerRequest2 req, StaplerResponse2 rsp, Object node) throws IOException, ServletException {
        throw new AbstractMethodError(getClass() + " answers no request");
    }
}
