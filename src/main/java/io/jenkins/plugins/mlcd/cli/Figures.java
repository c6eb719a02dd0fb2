package io.jenkins.plugins.mlcd.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Named values of the record on one line: {@code accuracy=0.98 loss=0.07}. */
final class Figures {

    private static final int DIGITS = 5;

    private Figures() {}

    static String of(JsonNode object) {
        List<String> figures = new ArrayList<>();
        object.fields().forEachRemaining(field -> figures.add(field.getKey() + "=" + value(field.getValue())));
        return String.join(" ", figures);
    }

    private static String value(JsonNode value) {
        return value.isFloatingPointNumber() ? number(value.asDouble()) : value.asText();
    }

    static String number(double value) {
        return Double.isFinite(value) ? new java.math.BigDecimal(value).round(new java.math.MathContext(DIGITS)).stripTrailingZeros().toString() : String.valueOf(value);
    }
}
