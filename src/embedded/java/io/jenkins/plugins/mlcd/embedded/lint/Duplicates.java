package io.jenkins.plugins.mlcd.embedded.lint;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.codehaus.groovy.ast.CodeVisitorSupport;
import org.codehaus.groovy.ast.expr.ClosureExpression;
import org.codehaus.groovy.ast.expr.ConstantExpression;
import org.codehaus.groovy.ast.expr.MapEntryExpression;
import org.codehaus.groovy.ast.expr.MapExpression;
import org.codehaus.groovy.ast.expr.MethodCallExpression;

/** Finds names that are written twice in one map or argument list; when the script runs, nobody can tell any more. */
final class Duplicates extends CodeVisitorSupport {

    private final List<String> sentences = new ArrayList<>();

    private Duplicates() {}

    /** One sentence each, for the arguments of {@code call} but not its block. */
    static List<String> in(MethodCallExpression call) {
        Duplicates duplicates = new Duplicates();
        call.getArguments().visit(duplicates);
        return duplicates.sentences;
    }

    @Override
    public void visitMapExpression(MapExpression map) {
        Map<String, Integer> lines = new HashMap<>();
        for (MapEntryExpression entry : map.getMapEntryExpressions()) {
            if (entry.getKeyExpression() instanceof ConstantExpression key) {
                Integer first = lines.put(key.getText(), key.getLineNumber());
                if (first != null) {
                    sentences.add("'" + key.getText() + "' is written twice" + place(first, key.getLineNumber()) + "; only the last would count");
                }
            }
        }
        super.visitMapExpression(map);
    }

    private static String place(int first, int second) {
        return first == second ? " in line " + first : ", in lines " + first + " and " + second;
    }

    @Override
    public void visitClosureExpression(ClosureExpression block) {
        // The code of the block is no argument.
    }
}
