package org.kohsuke.stapler.json;

import jakarta.servlet.ServletException;
import java.io.IOException;
import net.sf.json.JSONObject;
import org.kohsuke.stapler.HttpResponses;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.StaplerResponse2;

public class JsonHttpResponse extends HttpResponses.HttpResponseException {
    public JsonHttpResponse(JSONObject o) {
    }

    public JsonHttpResponse(JSONObject o, int status) {
    }

    public JsonHttpResponse(Throwable t, int status) {
    }

    public void generateResponse(StaplerRequest2 req, StaplerResponse2 rsp, Object node) throws IOException, ServletException {
        throw new UnsupportedOperationException();
    }
}
