package io.jenkins.plugins.mlcd.agent.profile.table;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/** What a cell of a table says as a number, a name or a time. */
final class Cells {

    /** What people and programs write where a value is missing. */
    private static final Set<String> MISSING = Set.of("", "NA", "N/A", "NaN", "nan", "null", "NULL", "None");

    private static final Set<String> INFINITE = Set.of("inf", "Inf", "infinity", "Infinity");

    private static final double MILLIS_FROM = 1e11;

    private Cells() {}

    static boolean missing(Object cell) {
        return cell == null || cell instanceof String text && MISSING.contains(text.strip());
    }

    /** The number in a cell, NaN when it is missing; empty when it is no number. */
    static OptionalDouble number(Object cell) {
        if (cell instanceof Double value) {
            return OptionalDouble.of(value);
        }
        if (cell instanceof String text && !text.isEmpty() && written(text)) {
            return parsed(text);
        }
        return missing(cell) ? OptionalDouble.of(Double.NaN) : cell instanceof String text ? word(text.strip()) : OptionalDouble.empty();
    }

    /** Whether only characters of a number are there: Java would take 1d and 0x1p3 for one, too. */
    private static boolean written(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < '0' || c > '9') && c != '.' && c != '-' && c != '+' && c != 'e' && c != 'E') {
                return false;
            }
        }
        return true;
    }

    private static OptionalDouble parsed(String text) {
        try {
            return OptionalDouble.of(Double.parseDouble(text));
        } catch (NumberFormatException e) {
            return OptionalDouble.empty();
        }
    }

    private static OptionalDouble word(String word) {
        String unsigned = word.startsWith("-") || word.startsWith("+") ? word.substring(1) : word;
        if (INFINITE.contains(unsigned)) {
            return OptionalDouble.of(word.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY);
        }
        return written(word) ? parsed(word) : OptionalDouble.empty();
    }

    /** The name in a cell, null when it is missing; a whole number is written without a point, as a class usually is. */
    static String name(Object cell) {
        if (missing(cell)) {
            return null;
        }
        if (cell instanceof Double value) {
            return value == Math.rint(value) && Math.abs(value) < 1e15 ? String.valueOf(value.longValue()) : String.valueOf(value);
        }
        return cell.toString().strip();
    }

    /**
     * The time in a cell: ISO-8601, in UTC unless it says otherwise, or seconds since 1970, or milliseconds when it is {@value #MILLIS_FROM} or
     * more.
     *
     * @param what begins the message
     */
    static Instant time(Object cell, String what) throws IOException {
        OptionalDouble number = number(cell);
        if (number.isPresent() && Double.isFinite(number.getAsDouble())) {
            double value = number.getAsDouble();
            return Instant.ofEpochMilli(Math.round(Math.abs(value) >= MILLIS_FROM ? value : value * 1_000));
        }
        String text = cell == null ? "" : cell.toString().strip().replace(' ', 'T');
        return instant(text).orElseThrow(() -> new IOException(what + " must be a time such as 2026-01-31T12:00:00Z or seconds since 1970, but is '"
                + (cell == null ? "" : cell) + "'"));
    }

    private static Optional<Instant> instant(String text) {
        try {
            if (text.length() <= "2026-01-31".length()) {
                return Optional.of(LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC));
            }
            boolean zoned = text.endsWith("Z") || text.matches(".*T.*[+-]\\d\\d(:?\\d\\d)?");
            return Optional.of(zoned ? OffsetDateTime.parse(text).toInstant() : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
