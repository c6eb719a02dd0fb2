package io.jenkins.plugins.mlcd.embedded.declarative.validate;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.codehaus.groovy.ast.expr.ConstantExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.ListExpression;
import org.codehaus.groovy.ast.expr.MapExpression;

/** Which literals can never become a parameter's type. What is computed is judged when it runs. */
final class LiteralRules {

    private LiteralRules() {}

    /** "must be ..., not ..." when {@code value} is a literal that does not fit {@code type}. */
    static Optional<String> mistake(Class<?> type, Expression value) {
        String wanted = wanted(type);
        return wanted == null || fits(type, value) ? Optional.empty() : Optional.of("must be " + wanted + ", not " + shown(value));
    }

    private static String wanted(Class<?> type) {
        if (type == int.class || type == Integer.class || type == long.class || type == Long.class) {
            return "a whole number";
        }
        if (type == double.class || type == Double.class || type == float.class || type == Float.class) {
            return "a number";
        }
        if (type == boolean.class || type == Boolean.class) {
            return "true or false";
        }
        if (type == String.class) {
            return "a text";
        }
        if (type.isEnum()) {
            return "one of " + String.join(", ", Arrays.stream(type.getEnumConstants()).map(String::valueOf).toList());
        }
        return List.class.isAssignableFrom(type) ? "a list" : null;
    }

    private static boolean fits(Class<?> type, Expression value) {
        if (value instanceof ListExpression && !(value instanceof MapExpression)) {
            return List.class.isAssignableFrom(type);
        }
        if (value instanceof MapExpression) {
            return false;
        }
        if (!(value instanceof ConstantExpression constant) || constant.getValue() == null) {
            return true;
        }
        Object literal = constant.getValue();
        if (type == String.class) {
            return literal instanceof String;
        }
        if (type == boolean.class || type == Boolean.class) {
            return literal instanceof Boolean || literal.equals("true") || literal.equals("false");
        }
        if (type.isEnum()) {
            return Arrays.stream(type.getEnumConstants()).anyMatch(each -> each.toString().equals(literal));
        }
        if (List.class.isAssignableFrom(type)) {
            return false;
        }
        boolean whole = type == int.class || type == Integer.class || type == long.class || type == Long.class;
        return isNumber(literal, whole);
    }

    private static boolean isNumber(Object literal, boolean whole) {
        if (literal instanceof Number number) {
            return !whole || number instanceof Integer || number instanceof Long || number instanceof java.math.BigInteger;
        }
        return literal instanceof String text && text.matches(whole ? "[-+]?\\d+" : "[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?");
    }

    private static String shown(Expression value) {
        if (value instanceof ConstantExpression constant && constant.getValue() instanceof String text) {
            return "'" + text + "'";
        }
        return value instanceof MapExpression ? "a map" : value instanceof ListExpression ? "a list" : value.getText();
    }
}
