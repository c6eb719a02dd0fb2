package io.jenkins.plugins.mlcd.view;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Numbers as JSON: whole ones without a point, and what is not finite left out, because JSON has no word for it. */
final class Numbers {

    private static final double EXACT = 9e15;

    private Numbers() {}

    static void put(ObjectNode object, String name, double value) {
        if (isWhole(value)) {
            object.put(name, (long) value);
        } else if (Double.isFinite(value)) {
            object.put(name, value);
        }
    }

    static void add(ArrayNode array, double value) {
        if (isWhole(value)) {
            array.add((long) value);
        } else if (Double.isFinite(value)) {
            array.add(value);
        } else {
            array.addNull();
        }
    }

    private static boolean isWhole(double value) {
        return value == Math.rint(value) && Math.abs(value) < EXACT;
    }
}
