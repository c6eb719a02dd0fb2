package io.jenkins.plugins.mlcd.embedded.web;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Answers the requests to some of a server's paths. It is called by several threads at once, and may block. */
@FunctionalInterface
public interface Routes {

    /**
     * @return empty when the path is none of these routes'
     * @throws WebException for an answer with an error status
     * @throws IOException for status 500; its message stays in the log
     */
    Optional<Answer> answer(Request request) throws IOException;

    /** The answer of the first of {@code all} that has one. */
    static Routes of(List<Routes> all) {
        List<Routes> copy = List.copyOf(all);
        return request -> {
            for (Routes routes : copy) {
                Optional<Answer> answer = routes.answer(request);
                if (answer.isPresent()) {
                    return answer;
                }
            }
            return Optional.empty();
        };
    }

    /** One path that takes one method; 405 for another one. {@code GET} means {@code HEAD}, too. */
    static Routes on(String method, String path, Route route) {
        return request -> {
            if (!request.path().equals(path)) {
                return Optional.empty();
            }
            if (!request.method().equals(method) && !(method.equals("GET") && request.reads())) {
                throw new WebException(405, path + " takes " + method);
            }
            return Optional.of(route.answer(request));
        };
    }

    /** Answers every request that it gets. */
    @FunctionalInterface
    interface Route {
        Answer answer(Request request) throws IOException;
    }
}
