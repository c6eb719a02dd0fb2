package io.jenkins.plugins.mlcd.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.mlcd.loop.Occurrence;
import io.jenkins.plugins.mlcd.record.Json;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A push event of GitHub, GitLab or Gitea: every file that was added or modified on the default branch has a new version, the commit.
 * The data set of a DVC file {@code data/digits.dvc} is called {@code digits}; of another file, it is the path. Its URI is
 * {@code <repository>#<path>}.
 */
final class GitPayload implements Payload {

    /** A push of more files is told by the first of them: a job asks for single paths, and one cause is enough. */
    private static final int MAX_PATHS = 1_000;

    private static final String DVC = ".dvc";

    private final Predicate<String> wanted;

    GitPayload(Predicate<String> wanted) {
        this.wanted = wanted;
    }

    /** Whether a file of this path says which version of a data set belongs to a commit. */
    static boolean isDvc(String path) {
        return path.endsWith(DVC) && !path.endsWith("/" + DVC) || path.equals("dvc.lock") || path.endsWith("/dvc.lock");
    }

    @Override
    public List<Occurrence> read(JsonNode body, WebhookRequest request, String source) throws PayloadException {
        Fields.requireObject(body, "the payload");
        if (body.has("zen") || isAnotherEvent(request)) {
            return List.of();
        }
        String commit = Fields.text(body, "/after");
        if (!commit.matches("[0-9a-f]{40,64}")) {
            throw new PayloadException("'after' must be the id of a commit");
        }
        if (commit.matches("0+") || !isDefaultBranch(body)) {
            return List.of();
        }
        String repository = repository(body);
        List<Occurrence> occurrences = new ArrayList<>();
        for (String path : paths(Fields.array(body, "/commits"))) {
            occurrences.add(file(repository, path, commit, body, source));
        }
        return occurrences;
    }

    private static boolean isAnotherEvent(WebhookRequest request) {
        Optional<String> event = request.header("X-GitHub-Event").or(() -> request.header("X-Gitea-Event")).or(() -> request.header("X-Gitlab-Event"));
        return event.isPresent() && !event.get().equalsIgnoreCase("push") && !event.get().equals("Push Hook");
    }

    private static boolean isDefaultBranch(JsonNode body) throws PayloadException {
        String ref = Fields.text(body, "/ref");
        Optional<String> branch = Fields.optionalText(body, "/repository/default_branch").or(() -> Fields.optionalText(body, "/project/default_branch"));
        return branch.map(name -> ref.equals("refs/heads/" + name)).orElse(true);
    }

    private static String repository(JsonNode body) throws PayloadException {
        Optional<String> url = Fields.optionalText(body, "/repository/clone_url").or(() -> Fields.optionalText(body, "/project/git_http_url"))
                .or(() -> Fields.optionalText(body, "/repository/html_url"));
        return url.orElseThrow(() -> new PayloadException("'repository.clone_url' or 'project.git_http_url' must be a text that is not empty"));
    }

    private Set<String> paths(JsonNode commits) {
        Set<String> paths = new LinkedHashSet<>();
        for (JsonNode commit : commits) {
            for (String change : List.of("added", "modified")) {
                for (JsonNode path : commit.path(change)) {
                    String name = path.isTextual() ? Fields.plain(path.asText()) : "";
                    if (paths.size() < MAX_PATHS && !name.isEmpty() && wanted.test(name)) {
                        paths.add(name);
                    }
                }
            }
        }
        return paths;
    }

    private static Occurrence file(String repository, String path, String commit, JsonNode body, String source) {
        String file = path.substring(path.lastIndexOf('/') + 1);
        boolean named = file.endsWith(DVC) && !file.substring(0, file.length() - DVC.length()).isBlank();
        String name = named ? file.substring(0, file.length() - DVC.length()) : path;
        String uri = repository + "#" + path;
        return Occurrence.dataset(name, List.of(uri, path), uri + " " + commit, source).withDetail(Json.object()
                .put("repository", repository).put("path", path).put("commit", commit).put("version", commit).put("ref", body.path("ref").asText()));
    }
}
