package io.jenkins.plugins.mlcd.agent.serve;

/** A request that is answered with an error status and one sentence that says why. */
public final class HttpException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;

    public HttpException(int status, String message) {
        super(message, null, false, false);
        this.status = status;
    }

    public static HttpException badRequest(String message) {
        return new HttpException(400, message);
    }

    public int status() {
        return status;
    }
}
