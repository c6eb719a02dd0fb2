package io.jenkins.plugins.mlcd.agent.serve;

import io.vertx.core.http.HttpServerRequest;
import java.time.Instant;
import java.util.Optional;

/**
 * Which captured samples are asked for.
 *
 * @param from earliest time, inclusive
 * @param to latest time, exclusive
 * @param labelled whether only samples with a known true label are wanted
 * @param limit at most so many, the newest ones; 1 to {@value #MAX_LIMIT}
 * @param context whether the fields of the requests' contexts get columns, too
 */
public record CaptureQuery(Optional<Instant> from, Optional<Instant> to, boolean labelled, int limit, boolean context) {

    public static final int MAX_LIMIT = 1_000_000;

    private static final int DEFAULT_LIMIT = 100_000;

    public CaptureQuery {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new IllegalArgumentException("limit must be 1 to " + MAX_LIMIT + ", but is " + limit);
        }
    }

    public CaptureQuery(Optional<Instant> from, Optional<Instant> to, boolean labelled, int limit) {
        this(from, to, labelled, limit, false);
    }

    /** The query {@code ?from=&to=&labelled=&limit=&context=}; {@link HttpException} 400 for a value that is none. */
    public static CaptureQuery of(HttpServerRequest request) {
        try {
            Optional<Instant> from = Http.instant(request, "from");
            Optional<Instant> to = Http.instant(request, "to");
            Http.requireOrder(from, to);
            return new CaptureQuery(
                    from,
                    to,
                    Http.flag(request, "labelled"),
                    Http.parameter(request, "limit").map(Integer::parseInt).orElse(DEFAULT_LIMIT),
                    Http.flag(request, "context"));
        } catch (NumberFormatException e) {
            throw HttpException.badRequest("limit '" + request.getParam("limit") + "' is not a whole number");
        } catch (IllegalArgumentException e) {
            throw HttpException.badRequest(e.getMessage());
        }
    }

    boolean covers(Instant at) {
        return from.map(start -> !at.isBefore(start)).orElse(true) && to.map(at::isBefore).orElse(true);
    }
}
