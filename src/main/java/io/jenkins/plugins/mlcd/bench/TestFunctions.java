package io.jenkins.plugins.mlcd.bench;

import io.jenkins.plugins.mlcd.sweep.SearchSpace;
import io.jenkins.plugins.mlcd.sweep.Suggestion;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Test functions of optimisation in their usual domains, less their minimum: Surjanovic and Bingham, Virtual Library of
 * Simulation Experiments. One more, {@code conditional}, has three algorithms with spaces of different kinds.
 */
final class TestFunctions {

    private TestFunctions() {}

    private record Function(String name, Map<String, SearchSpace> algorithms, ToDoubleFunction<double[]> value, double minimum) implements Problem {

        @Override
        public double regret(Suggestion suggestion) {
            double[] x = suggestion.params().values().stream().mapToDouble(number -> ((Number) number).doubleValue()).toArray();
            return Math.max(0, value.applyAsDouble(x) - minimum);
        }
    }

    private record Conditional(Map<String, SearchSpace> algorithms) implements Problem {

        @Override
        public String name() {
            return "conditional";
        }

        @Override
        public double regret(Suggestion suggestion) {
            Map<String, Object> params = suggestion.params();
            return switch (suggestion.algorithm()) {
                case "net" -> sq(Math.log10(number(params, "lr")) + 2.3) + 0.3 * sq(Math.log(number(params, "units") / 90) / Math.log(2))
                        + (params.get("activation").equals("gelu") ? 0 : params.get("activation").equals("relu") ? 0.2 : 1)
                        + 4 * sq(number(params, "dropout") - 0.2);
                case "tree" -> 0.3 + 0.1 * Math.abs(number(params, "depth") - 6) + sq(Math.log10(number(params, "eta")) + 1)
                        + sq(number(params, "subsample") - 0.8);
                default -> 1.5 + sq(Math.log10(number(params, "c"))) / 4;
            };
        }

        private static double number(Map<String, Object> params, String name) {
            return ((Number) params.get(name)).doubleValue();
        }
    }

    static List<Problem> all() {
        return List.of(
                new Function("branin-2", space("-5.0..10.0", "0.0..15.0"), TestFunctions::branin, 0.39788735772973816),
                new Function("hartmann-3", cube(3, "0.0..1.0"), x -> hartmann(HARTMANN3, HARTMANN3_AT, x), -3.862782147820755),
                new Function("hartmann-6", cube(6, "0.0..1.0"), x -> hartmann(HARTMANN6, HARTMANN6_AT, x), -3.322368011391339),
                new Function("rosenbrock-4", cube(4, "-5.0..10.0"), TestFunctions::rosenbrock, 0),
                new Function("ackley-5", cube(5, "-32.768..32.768"), TestFunctions::ackley, 0),
                new Function("rastrigin-4", cube(4, "-5.12..5.12"), TestFunctions::rastrigin, 0),
                new Function("levy-5", cube(5, "-10.0..10.0"), TestFunctions::levy, 0),
                new Function("sphere-6", cube(6, "-5.12..5.12"), TestFunctions::sphere, 0),
                new Function("styblinski-tang-4", cube(4, "-5.0..5.0"), TestFunctions::styblinskiTang, -39.16616570377142 * 4),
                new Function("griewank-5", cube(5, "-600.0..600.0"), TestFunctions::griewank, 0),
                new Function("zakharov-4", cube(4, "-5.0..10.0"), TestFunctions::zakharov, 0),
                conditional());
    }

    private static Problem conditional() {
        Map<String, SearchSpace> algorithms = new LinkedHashMap<>();
        Map<String, Object> net = new LinkedHashMap<>();
        net.put("lr", "1e-5..1.0 log");
        net.put("units", "8..1024 log");
        net.put("activation", "relu, tanh, gelu, elu, sigmoid");
        net.put("dropout", "0.0..0.6 step 0.05");
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("depth", "2..12");
        tree.put("eta", "0.001..1.0 log");
        tree.put("subsample", "0.2..1.0");
        algorithms.put("net", SearchSpace.parse(net));
        algorithms.put("tree", SearchSpace.parse(tree));
        algorithms.put("svm", SearchSpace.parse(Map.of("c", "1e-3..1e3 log")));
        return new Conditional(algorithms);
    }

    private static Map<String, SearchSpace> cube(int dimensions, String range) {
        return space(IntStream.range(0, dimensions).mapToObj(i -> range).toArray(String[]::new));
    }

    private static Map<String, SearchSpace> space(String... ranges) {
        Map<String, Object> space = new LinkedHashMap<>();
        for (int i = 0; i < ranges.length; i++) {
            space.put("x" + i, ranges[i]);
        }
        return Map.of("", SearchSpace.parse(space));
    }

    private static double sq(double x) {
        return x * x;
    }

    private static double branin(double[] x) {
        double curve = x[1] - 5.1 / (4 * Math.PI * Math.PI) * sq(x[0]) + 5 / Math.PI * x[0] - 6;
        return sq(curve) + 10 * (1 - 1 / (8 * Math.PI)) * Math.cos(x[0]) + 10;
    }

    private static final double[] HARTMANN_WEIGHTS = {1.0, 1.2, 3.0, 3.2};
    private static final double[][] HARTMANN3 = {{3, 10, 30}, {0.1, 10, 35}, {3, 10, 30}, {0.1, 10, 35}};
    private static final double[][] HARTMANN3_AT = {
        {0.3689, 0.1170, 0.2673}, {0.4699, 0.4387, 0.7470}, {0.1091, 0.8732, 0.5547}, {0.0381, 0.5743, 0.8828}
    };
    private static final double[][] HARTMANN6 = {
        {10, 3, 17, 3.5, 1.7, 8}, {0.05, 10, 17, 0.1, 8, 14}, {3, 3.5, 1.7, 10, 17, 8}, {17, 8, 0.05, 10, 0.1, 14}
    };
    private static final double[][] HARTMANN6_AT = {
        {0.1312, 0.1696, 0.5569, 0.0124, 0.8283, 0.5886},
        {0.2329, 0.4135, 0.8307, 0.3736, 0.1004, 0.9991},
        {0.2348, 0.1451, 0.3522, 0.2883, 0.3047, 0.6650},
        {0.4047, 0.8828, 0.8732, 0.5743, 0.1091, 0.0381}
    };

    private static double hartmann(double[][] slopes, double[][] centres, double[] x) {
        double sum = 0;
        for (int i = 0; i < slopes.length; i++) {
            double exponent = 0;
            for (int j = 0; j < x.length; j++) {
                exponent += slopes[i][j] * sq(x[j] - centres[i][j]);
            }
            sum -= HARTMANN_WEIGHTS[i] * Math.exp(-exponent);
        }
        return sum;
    }

    private static double rosenbrock(double[] x) {
        return IntStream.range(0, x.length - 1).mapToDouble(i -> 100 * sq(x[i + 1] - sq(x[i])) + sq(x[i] - 1)).sum();
    }

    private static double ackley(double[] x) {
        double cosines = IntStream.range(0, x.length).mapToDouble(i -> Math.cos(2 * Math.PI * x[i])).sum();
        return 20 + Math.E - 20 * Math.exp(-0.2 * Math.sqrt(sphere(x) / x.length)) - Math.exp(cosines / x.length);
    }

    private static double rastrigin(double[] x) {
        return sphere(x) + IntStream.range(0, x.length).mapToDouble(i -> 10 - 10 * Math.cos(2 * Math.PI * x[i])).sum();
    }

    private static double levy(double[] x) {
        double[] w = IntStream.range(0, x.length).mapToDouble(i -> 1 + (x[i] - 1) / 4).toArray();
        double sum = sq(Math.sin(Math.PI * w[0]));
        for (int i = 0; i < w.length - 1; i++) {
            sum += sq(w[i] - 1) * (1 + 10 * sq(Math.sin(Math.PI * w[i] + 1)));
        }
        double last = w[w.length - 1];
        return sum + sq(last - 1) * (1 + sq(Math.sin(2 * Math.PI * last)));
    }

    private static double sphere(double[] x) {
        return IntStream.range(0, x.length).mapToDouble(i -> sq(x[i])).sum();
    }

    private static double styblinskiTang(double[] x) {
        return IntStream.range(0, x.length).mapToDouble(i -> (sq(sq(x[i])) - 16 * sq(x[i]) + 5 * x[i]) / 2).sum();
    }

    private static double griewank(double[] x) {
        double product = 1;
        for (int i = 0; i < x.length; i++) {
            product *= Math.cos(x[i] / Math.sqrt(i + 1.0));
        }
        return sphere(x) / 4000 - product + 1;
    }

    private static double zakharov(double[] x) {
        double linear = IntStream.range(0, x.length).mapToDouble(i -> 0.5 * (i + 1) * x[i]).sum();
        return sphere(x) + sq(linear) + sq(sq(linear));
    }
}
