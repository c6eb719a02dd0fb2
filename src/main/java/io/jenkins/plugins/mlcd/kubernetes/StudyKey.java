package io.jenkins.plugins.mlcd.kubernetes;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The Jobs of one study of one build, told apart from all others in a namespace by labels.
 *
 * @param controller what tells this Jenkins from others that use the namespace, such as its URL
 * @param job full name of the Pipeline job
 * @param build number of the build
 * @param study name of the study
 */
public record StudyKey(String controller, String job, int build, String study) {

    static final String PREFIX = "mlcd.jenkins.io/";
    static final String MANAGED_BY = "app.kubernetes.io/managed-by";

    /** Longest value of a label. */
    private static final int MAX_LABEL = 63;

    private static final int MAX_SLUG = 20;

    /** The name of the study's anchor; the names of its Jobs begin with it. At most 45 characters. */
    public String name() {
        return "mlcd-" + slug(study, MAX_SLUG).toLowerCase(Locale.ROOT) + "-" + hash(controller + "\n" + job + "\n" + study) + "-" + build;
    }

    /** Labels of everything that belongs to the study; as a selector they find it. */
    public Map<String, String> labels() {
        Map<String, String> labels = jobLabels();
        labels.put(PREFIX + "build", String.valueOf(build));
        labels.put(PREFIX + "study", slug(study, MAX_LABEL));
        return labels;
    }

    /** Labels of everything that belongs to any build of the job. */
    Map<String, String> jobLabels() {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put(MANAGED_BY, "mlcd");
        labels.put(PREFIX + "job", slug(job, MAX_LABEL - 9) + "-" + hash(controller + "\n" + job));
        return labels;
    }

    /** Letters, digits, '-', '_' and '.' within, a letter or digit at both ends. */
    private static String slug(String text, int longest) {
        String slug = text.replaceAll("[^A-Za-z0-9]+", "-").replaceAll("^-", "");
        return slug.substring(0, Math.min(longest, slug.length())).replaceAll("-$", "");
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 4);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
