package org.kohsuke.stapler;

import jakarta.servlet.ServletException;
import java.io.IOException;

/** Common answers to requests. */
public class HttpResponses {

    public static HttpResponseException ok() {
        return status(200);
    }

    public static HttpResponseException notFound() {
        return status(404);
    }

    public static HttpResponseException forbidden() {
        return status(403);
    }

    public static HttpResponseException status(int code) {
        return exception(null, null, (req, rsp) -> rsp.setStatus(code));
    }

    public static HttpResponseException error(int code, String errorMessage) {
        return exception(errorMessage, null, (req, rsp) -> rsp.sendError(code, errorMessage));
    }

    public static HttpResponseException error(Throwable cause) {
        return error(500, cause);
    }

    public static HttpResponseException error(int code, Throwable cause) {
        return exception(cause.getMessage(), cause, (req, rsp) -> rsp.sendError(code, cause.getMessage()));
    }

    public static HttpResponseException errorWithoutStack(int code, String errorMessage) {
        return exception(errorMessage, null, (req, rsp) -> plain(rsp, code, errorMessage));
    }

    public static HttpRedirect redirectTo(String url) {
        return new HttpRedirect(url);
    }

    public static HttpRedirect redirectTo(int statusCode, String url) {
        return new HttpRedirect(statusCode, url);
    }

    public static HttpResponse redirectToDot() {
        return HttpRedirect.DOT;
    }

    public static HttpResponse text(String text) {
        return exception(null, null, (req, rsp) -> plain(rsp, 200, text));
    }

    private static void plain(StaplerResponse2 rsp, int status, String text) throws IOException {
        rsp.setStatus(status);
        rsp.setContentType("text/plain;charset=UTF-8");
        rsp.getWriter().print(text);
    }

    private static HttpResponseException exception(String message, Throwable cause, Answer answer) {
        return new HttpResponseException(message, cause) {
            @Override
            public void generateResponse(StaplerRequest2 req, StaplerResponse2 rsp, Object node) throws IOException, ServletException {
                answer.give(req, rsp);
            }
        };
    }

    private interface Answer {
        void give(StaplerRequest2 req, StaplerResponse2 rsp) throws IOException;
    }

    /** An answer that can be thrown. */
    public abstract static class HttpResponseException extends RuntimeException implements HttpResponse {

        private static final long serialVersionUID = 1L;

        public HttpResponseException() {
        }

        public HttpResponseException(String message) {
            super(message);
        }

        public HttpResponseException(String message, Throwable cause) {
            super(message, cause);
        }

        public HttpResponseException(Throwable cause) {
            super(cause);
        }
    }
}
