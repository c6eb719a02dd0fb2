package hudson;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import edu.umd.cs.findbugs.annotations.Nullable;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Small helpers. */
public class Util {

    private static final Pattern MACRO = Pattern.compile("\\$(?:([A-Za-z0-9_]+)|\\{([A-Za-z0-9_.]+)}|\\$)");

    private Util() {
    }

    @NonNull
    public static <T> List<T> filter(@NonNull Iterable<?> base, @NonNull Class<T> type) {
        List<T> found = new ArrayList<>();
        for (Object o : base) {
            if (type.isInstance(o)) {
                found.add(type.cast(o));
            }
        }
        return found;
    }

    @NonNull
    public static <T> List<T> filter(@NonNull List<?> base, @NonNull Class<T> type) {
        return filter((Iterable<?>) base, type);
    }

    /** Replaces {@code $NAME} and {@code ${NAME}} by values, where there is one, and {@code $$} by a dollar sign. */
    @Nullable
    public static String replaceMacro(@CheckForNull String s, @NonNull Map<String, String> properties) {
        if (s == null) {
            return null;
        }
        return MACRO.matcher(s).replaceAll(m -> {
            String name = m.group(1) != null ? m.group(1) : m.group(2);
            String value = name == null ? "$" : properties.get(name);
            return Matcher.quoteReplacement(value == null ? m.group() : value);
        });
    }

    @Nullable
    public static String ensureEndsWith(@CheckForNull String subject, @CheckForNull String suffix) {
        return subject == null || subject.endsWith(suffix) ? subject : subject + suffix;
    }

    /** MD5 in hexadecimal, which Jenkins uses as a fingerprint. */
    @NonNull
    public static String getDigestOf(@NonNull InputStream source) throws IOException {
        try (source) {
            MessageDigest md5 = MessageDigest.getInstance("MD5");
            DigestInputStream in = new DigestInputStream(source, md5);
            in.transferTo(OutputStream.nullOutputStream());
            return toHexString(md5.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IOException("MD5 is not available", e);
        }
    }

    @NonNull
    public static String getDigestOf(@NonNull String text) {
        try {
            return getDigestOf(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @NonNull
    public static String getDigestOf(@NonNull File file) throws IOException {
        return getDigestOf(Files.newInputStream(file.toPath()));
    }

    @NonNull
    public static String toHexString(@NonNull byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    /** A duration in milliseconds as people say it: "1 hr 2 min", "3.4 sec", "12 ms". */
    @NonNull
    public static String getTimeSpanString(long duration) {
        Duration d = Duration.ofMillis(duration);
        if (d.toDays() > 0) {
            return d.toDays() + " day " + d.toHoursPart() + " hr";
        } else if (d.toHours() > 0) {
            return d.toHours() + " hr " + d.toMinutesPart() + " min";
        } else if (d.toMinutes() > 0) {
            return d.toMinutes() + " min " + d.toSecondsPart() + " sec";
        } else if (d.toSeconds() >= 10) {
            return d.toSeconds() + " sec";
        } else if (d.toSeconds() >= 1) {
            return d.toSeconds() + "." + d.toMillisPart() / 100 + " sec";
        }
        return duration + " ms";
    }

    /** Encodes what may not stand in one step of a URL's path. */
    @NonNull
    public static String rawEncode(@NonNull String s) {
        return URLEncoder.encode(s, StandardCharsets.UTF_8).replace("+", "%20").replace("%21", "!").replace("%7E", "~");
    }

    @Nullable
    public static String escape(@CheckForNull String text) {
        return text == null ? null : xmlEscape(text).replace("\"", "&quot;").replace("'", "&#039;").replace("\n", "<br>");
    }

    @NonNull
    public static String xmlEscape(@NonNull String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    @NonNull
    public static String fixNull(@CheckForNull String s) {
        return fixNull(s, "");
    }

    @NonNull
    public static <T> T fixNull(@CheckForNull T s, @NonNull T defaultValue) {
        return s != null ? s : defaultValue;
    }

    @CheckForNull
    public static String fixEmpty(@CheckForNull String s) {
        return s == null || s.isEmpty() ? null : s;
    }

    @CheckForNull
    public static String fixEmptyAndTrim(@CheckForNull String s) {
        return s == null ? null : fixEmpty(s.trim());
    }

    @NonNull
    public static <T> List<T> fixNull(@CheckForNull List<T> l) {
        return fixNull(l, List.of());
    }

    @NonNull
    public static <T> Set<T> fixNull(@CheckForNull Set<T> l) {
        return fixNull(l, Set.of());
    }

    @NonNull
    public static <T> Collection<T> fixNull(@CheckForNull Collection<T> l) {
        return fixNull(l, List.of());
    }

    /** Whether {@code derived} or a class between declares the method that {@code base} has. */
    public static boolean isOverridden(@NonNull Class<?> base, @NonNull Class<?> derived, @NonNull String methodName, @NonNull Class<?>... types) {
        for (Class<?> c = derived; c != null && c != base; c = c.getSuperclass()) {
            try {
                c.getDeclaredMethod(methodName, types);
                return true;
            } catch (NoSuchMethodException e) {
                continue; // look in its superclass
            }
        }
        return false;
    }
}
