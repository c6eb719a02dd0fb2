package org.kohsuke.stapler.json;

import jakarta.servlet.ServletException;
import java.io.IOException;
import net.sf.json.JSONObject;
import org.kohsuke.stapler.HttpResponses.HttpResponseException;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.StaplerResponse2;

/** Answers with a JSON object. */
public class JsonHttpResponse extends HttpResponseException {

    private static final long serialVersionUID = 1L;

    private final transient JSONObject json;
    private final int status;

    public JsonHttpResponse(JSONObject o) {
        this(o, 200);
    }

    public JsonHttpResponse(JSONObject o, int status) {
        this.json = o;
        this.status = status;
    }

    public JsonHttpResponse(Throwable t, int status) {
        super(t);
        this.json = new JSONObject().element("error", t.getClass().getName() + ": " + t.getMessage());
        this.status = status;
    }

    @Override
    public void generateResponse(StaplerRequest2 req, StaplerResponse2 rsp, Object node) throws IOException, ServletException {
        rsp.setStatus(status);
        rsp.setContentType("application/json;charset=UTF-8");
        rsp.getWriter().print(json);
    }
}
