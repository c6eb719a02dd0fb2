package io.jenkins.plugins.mlcd.embedded.declarative.validate;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.MethodCallExpression;
import org.codehaus.groovy.ast.stmt.ExpressionStatement;
import org.codehaus.groovy.ast.stmt.Statement;

/** Reads the entries of a block whose form is fixed. */
final class Blocks {

    private final Problems problems;

    Blocks(Problems problems) {
        this.problems = problems;
    }

    /** The entries of {@code owner}'s block with a name of {@code known}; all else is a problem. */
    List<Entry> entries(Entry owner, String what, Collection<String> known) {
        List<Entry> entries = new ArrayList<>();
        if (owner.block() == null) {
            problems.add(owner.node(), "'" + owner.name() + "' needs a block in braces");
            return entries;
        }
        for (Statement statement : Entry.statements(owner.block())) {
            Optional<Entry> entry = Entry.of(statement);
            if (entry.isEmpty()) {
                problems.add(statement, notAnEntry(owner, what, statement));
            } else if (known.contains(entry.get().name())) {
                entries.add(entry.get());
            } else {
                problems.unknown(entry.get().node(), what + " in '" + owner.name() + "'", entry.get().name(), known);
            }
        }
        return entries;
    }

    private static String notAnEntry(Entry owner, String what, Statement statement) {
        Expression expression = statement instanceof ExpressionStatement code ? code.getExpression() : null;
        if (expression instanceof MethodCallExpression call && call.getObjectExpression() instanceof MethodCallExpression) {
            return "each " + what + " of '" + owner.name() + "' goes on a line of its own; '" + call.getMethodAsString()
                    + "' stands behind another";
        }
        return "only a " + what + " may stand in '" + owner.name() + "'; free code goes into script { } among steps";
    }

    /** Reports entries that stand twice. */
    void once(List<Entry> entries, String what) {
        Set<String> seen = new HashSet<>();
        for (Entry entry : entries) {
            if (!seen.add(entry.name())) {
                problems.add(entry.node(), "the " + what + " '" + entry.name() + "' stands twice");
            }
        }
    }

    static Optional<Entry> find(List<Entry> entries, String name) {
        return entries.stream().filter(entry -> entry.name().equals(name)).findFirst();
    }
}
