package io.jenkins.plugins.mlcd.embedded.host;

import com.cloudbees.plugins.credentials.Credentials;
import com.cloudbees.plugins.credentials.common.StandardCredentials;
import com.cloudbees.plugins.credentials.common.UsernamePasswordCredentials;
import hudson.util.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;

/**
 * The credentials of an embedded Jenkins: an environment variable is a secret text with its name as id, and two that differ in the
 * endings {@code _USR} and {@code _PSW} are a user's name and password. {@code SLACK_URL} is found as {@code slack-url}, too.
 */
public final class EnvironmentCredentials {

    private static final String USER = "_USR";
    private static final String PASSWORD = "_PSW";

    private EnvironmentCredentials() {}

    /** Those of a type, from the variables of this process. */
    public static <C extends Credentials> List<C> all(Class<C> type) {
        return all(type, System.getenv());
    }

    static <C extends Credentials> List<C> all(Class<C> type, Map<String, String> variables) {
        List<C> all = new ArrayList<>();
        variables.forEach((name, value) -> {
            String stem = name.endsWith(USER) ? name.substring(0, name.length() - USER.length()) : "";
            for (String id : List.of(name, name.toLowerCase(Locale.ROOT).replace('_', '-'))) {
                add(all, type, new Text(id, value));
            }
            if (!stem.isEmpty() && variables.containsKey(stem + PASSWORD)) {
                for (String id : List.of(stem, stem.toLowerCase(Locale.ROOT).replace('_', '-'))) {
                    add(all, type, new Login(id, value, variables.get(stem + PASSWORD)));
                }
            }
        });
        return all;
    }

    private static <C extends Credentials> void add(List<C> all, Class<C> type, Credentials credentials) {
        if (type.isInstance(credentials)) {
            all.add(type.cast(credentials));
        }
    }

    private record Text(String id, String value) implements StringCredentials {

        @Override
        public String getId() {
            return id;
        }

        @Override
        public String getDescription() {
            return "environment variable";
        }

        @Override
        public Secret getSecret() {
            return Secret.fromString(value);
        }
    }

    private record Login(String id, String user, String value) implements StandardCredentials, UsernamePasswordCredentials {

        @Override
        public String getId() {
            return id;
        }

        @Override
        public String getDescription() {
            return "environment variables";
        }

        @Override
        public String getUsername() {
            return user;
        }

        @Override
        public Secret getPassword() {
            return Secret.fromString(value);
        }
    }
}
