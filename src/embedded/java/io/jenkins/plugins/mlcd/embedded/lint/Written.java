package io.jenkins.plugins.mlcd.embedded.lint;

import io.jenkins.plugins.mlcd.embedded.declarative.validate.Entry;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.codehaus.groovy.ast.expr.ConstantExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.ListExpression;
import org.codehaus.groovy.ast.expr.MapEntryExpression;
import org.codehaus.groovy.ast.expr.MapExpression;
import org.codehaus.groovy.ast.expr.UnaryMinusExpression;

/** The value of an expression as far as it is written out, of the type that it would have when the script runs. */
final class Written {

    /** Known only when the script runs. A list is so when one of its elements is. */
    static final Object UNKNOWN = new Object();

    private Written() {}

    /** A constant, which may be null, a list, a map with {@link #UNKNOWN} for such values, an {@link Entry} for a call of a bare name, or {@link #UNKNOWN}. */
    static Object of(Expression expression) {
        if (expression instanceof ConstantExpression constant) {
            return constant.getValue();
        }
        if (expression instanceof UnaryMinusExpression minus) {
            return negated(of(minus.getExpression()));
        }
        if (expression instanceof ListExpression list) {
            return list(list);
        }
        if (expression instanceof MapExpression map) {
            return map(map);
        }
        return Entry.of(expression).<Object>map(entry -> entry).orElse(UNKNOWN);
    }

    private static Object negated(Object value) {
        if (value instanceof Integer number) {
            return -number;
        }
        return value instanceof Number number ? new BigDecimal(number.toString()).negate() : UNKNOWN;
    }

    private static Object list(ListExpression list) {
        List<Object> values = new ArrayList<>();
        for (Expression element : list.getExpressions()) {
            values.add(of(element));
        }
        return values.stream().allMatch(Written::isKnown) ? values : UNKNOWN;
    }

    private static Object map(MapExpression map) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (MapEntryExpression entry : map.getMapEntryExpressions()) {
            if (!(entry.getKeyExpression() instanceof ConstantExpression key)) {
                return UNKNOWN;
            }
            values.put(key.getText(), of(entry.getValueExpression()));
        }
        return values;
    }

    /** Whether nothing of it is left open; a call is known when its arguments are. */
    static boolean isKnown(Object value) {
        if (value instanceof Map<?, ?> map) {
            return map.values().stream().allMatch(Written::isKnown);
        }
        if (value instanceof List<?> list) {
            return list.stream().allMatch(Written::isKnown);
        }
        return value instanceof Entry call ? isKnown(call) : value != UNKNOWN;
    }

    static boolean isKnown(Entry call) {
        return call.plain().stream().allMatch(argument -> isKnown(of(argument)))
                && call.named().values().stream().allMatch(argument -> isKnown(of(argument)));
    }
}
