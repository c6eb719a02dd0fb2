package hudson.util;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.Map;
import net.sf.json.JSONArray;
import net.sf.json.JSONObject;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.json.JsonHttpResponse;

/** Answers to requests, in the form that Jenkins' own scripts expect. */
public class HttpResponses extends org.kohsuke.stapler.HttpResponses {

    public static HttpResponse okJSON() {
        return answer("ok", null, null);
    }

    public static HttpResponse okJSON(@NonNull JSONObject data) {
        return answer("ok", null, data);
    }

    public static HttpResponse okJSON(@NonNull JSONArray data) {
        return answer("ok", null, data);
    }

    public static HttpResponse okJSON(@NonNull Map<?, ?> data) {
        return answer("ok", null, JSONObject.fromObject(data));
    }

    public static HttpResponse errorJSON(@NonNull String message) {
        return answer("error", message, null);
    }

    private static HttpResponse answer(String status, String message, Object data) {
        JSONObject json = new JSONObject().element("status", status);
        if (message != null) {
            json.element("message", message);
        }
        if (data != null) {
            json.element("data", data);
        }
        return new JsonHttpResponse(json);
    }
}
