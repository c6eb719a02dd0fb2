package io.jenkins.plugins.mlcd.bench;

import io.jenkins.plugins.mlcd.sweep.SearchSpace;
import io.jenkins.plugins.mlcd.sweep.Suggestion;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/**
 * Functions on which the settings of {@code tpe} are chosen, so that {@link TestFunctions} and the tables stay unseen until they are
 * measured. Each seed gives another instance: another minimum, other axes, other weights.
 */
final class DevelopmentFunctions {

    private static final String UNIT = "0.0..1.0";

    private final SplittableRandom random;

    private DevelopmentFunctions(long seed) {
        random = new SplittableRandom(seed).split();
    }

    private record Function(String name, Map<String, SearchSpace> algorithms, ToDoubleFunction<Suggestion> value) implements Problem {

        @Override
        public double regret(Suggestion suggestion) {
            return value.applyAsDouble(suggestion);
        }
    }

    /** The instances of a seed, always the same kinds in the same order. */
    static List<Problem> all(long seed) {
        DevelopmentFunctions kinds = new DevelopmentFunctions(seed);
        return List.of(
                kinds.rotated("ellipsoid-4", 4, 4, z -> weighted(z, 100)),
                kinds.rotated("plate-7", 7, 4, z -> sq(z[0]) + sq(z[1]) + 0.01 * sphere(z)),
                kinds.rotated("rastrigin-3", 3, 5, DevelopmentFunctions::rastrigin),
                kinds.rotated("ackley-4", 4, 15, DevelopmentFunctions::ackley),
                kinds.rotated("rosenbrock-3", 3, 3, DevelopmentFunctions::rosenbrock),
                kinds.rotated("quartic-5", 5, 6, z -> sphere(z) + sq(line(z)) + sq(sq(line(z)))),
                kinds.straight("ripple-5", 5, 4, z -> weighted(z, 30) + z.length - cosines(z, 1.3)),
                kinds.straight("absolute-6", 6, 1, z -> {
                    double sum = 0;
                    for (int i = 0; i < z.length; i++) {
                        sum += Math.abs(z[i]) / (i + 1);
                    }
                    return sum;
                }),
                kinds.wells("wells-2", 2, 6, 0.3, 0.85),
                kinds.wells("wells-3", 3, 4, 0.3, 0.85),
                kinds.wells("wells-6", 6, 5, 0.3, 0.85),
                kinds.wells("twins-2", 2, 4, 0.99, 1),
                kinds.wells("twins-4", 4, 3, 0.99, 1),
                kinds.channel("channel-2", 2),
                kinds.channel("channel-3", 3),
                kinds.mirroredSchwefel(),
                kinds.levels(),
                kinds.mixed());
    }

    private Map<String, SearchSpace> cube(int dimensions) {
        Map<String, Object> space = new LinkedHashMap<>();
        for (int i = 0; i < dimensions; i++) {
            space.put("x" + i, UNIT);
        }
        return Map.of("", SearchSpace.parse(space));
    }

    private double[] uniform(int count, double low, double high) {
        return random.doubles(count, low, high).toArray();
    }

    /** @param width how far z goes over the whole of an axis */
    private Problem straight(String name, int dimensions, double width, ToDoubleFunction<double[]> value) {
        double[] minimum = uniform(dimensions, 0.1, 0.9);
        return new Function(name, cube(dimensions), suggestion -> value.applyAsDouble(moved(numbers(suggestion), minimum, 2 * width)));
    }

    private Problem rotated(String name, int dimensions, double width, ToDoubleFunction<double[]> value) {
        double[] minimum = uniform(dimensions, 0.1, 0.9);
        double[][] rotation = rotation(dimensions);
        return new Function(name, cube(dimensions), suggestion -> value.applyAsDouble(turned(rotation, moved(numbers(suggestion), minimum, 2 * width))));
    }

    /** Gram and Schmidt's orthonormal basis of normal draws. */
    private double[][] rotation(int dimensions) {
        double[][] basis = new double[dimensions][];
        for (int i = 0; i < dimensions; i++) {
            double[] row = random.doubles(dimensions).map(ignored -> random.nextGaussian()).toArray();
            for (int j = 0; j < i; j++) {
                double along = dot(row, basis[j]);
                for (int k = 0; k < dimensions; k++) {
                    row[k] -= along * basis[j][k];
                }
            }
            double length = Math.sqrt(dot(row, row));
            basis[i] = Arrays.stream(row).map(x -> x / length).toArray();
        }
        return basis;
    }

    /** Wells of different width and shape; one has depth 1, the others are less deep. */
    private Problem wells(String name, int dimensions, int count, double least, double most) {
        List<double[]> bottoms = new ArrayList<>();
        List<double[]> slopes = new ArrayList<>();
        double[] depths = uniform(count, least, most);
        depths[0] = 1;
        for (int i = 0; i < count; i++) {
            bottoms.add(uniform(dimensions, 0.05, 0.95));
            slopes.add(uniform(dimensions, -1, 1.3));
        }
        return new Function(name, cube(dimensions), suggestion -> {
            double[] x = numbers(suggestion);
            double deepest = 0;
            for (int i = 0; i < count; i++) {
                double far = 0;
                for (int j = 0; j < dimensions; j++) {
                    far += Math.pow(10, slopes.get(i)[j]) * sq(x[j] - bottoms.get(i)[j]);
                }
                deepest = Math.max(deepest, depths[i] * Math.exp(-far));
            }
            return 1 - deepest;
        });
    }

    /** A winding channel along the first axis with several places that are about as low as the lowest. */
    private Problem channel(String name, int dimensions) {
        double[] minimum = uniform(dimensions, 0.1, 0.9);
        double winding = random.nextDouble(0.3, 0.7);
        double bend = random.nextDouble(2, 5);
        return new Function(name, cube(dimensions), suggestion -> {
            double[] z = moved(numbers(suggestion), minimum, 4);
            double sum = 0.02 * sq(z[0]) + 1 - Math.cos(bend * z[0]);
            for (int i = 1; i < z.length; i++) {
                sum += 10 * sq(z[i] - winding * z[0] * z[0] / i);
            }
            return sum;
        });
    }

    /** Schwefel's function, whose second minimum is far from the first, with some axes the other way round. */
    private Problem mirroredSchwefel() {
        double[] sign = random.doubles(3).map(x -> x < 0.5 ? -500 : 500).toArray();
        return new Function("schwefel-3", cube(3), suggestion -> {
            double[] x = numbers(suggestion);
            double sum = 418.98288727243369 * x.length;
            for (int i = 0; i < x.length; i++) {
                double place = sign[i] * (2 * x[i] - 1);
                sum -= place * Math.sin(Math.sqrt(Math.abs(place)));
            }
            return Math.max(0, sum);
        });
    }

    /** Seven parameters of three to six levels: each has an effect that is rough over its levels, and each pair has a small one. */
    private Problem levels() {
        int[] counts = random.ints(7, 3, 7).toArray();
        Map<String, Object> space = new LinkedHashMap<>();
        double[][] effect = new double[counts.length][];
        double[][][][] pair = new double[counts.length][counts.length][][];
        for (int i = 0; i < counts.length; i++) {
            space.put("x" + i, "0.." + (counts[i] - 1));
            double best = random.nextDouble() * counts[i];
            double scale = Math.pow(10, random.nextDouble(-1.5, 0.3));
            effect[i] = new double[counts[i]];
            for (int level = 0; level < counts[i]; level++) {
                effect[i][level] = scale * (sq(level + 0.5 - best) / counts[i] + 0.2 * random.nextDouble());
            }
            for (int j = 0; j < i; j++) {
                pair[i][j] = new double[counts[i]][];
                for (int level = 0; level < counts[i]; level++) {
                    pair[i][j][level] = uniform(counts[j], 0, 0.05);
                }
            }
        }
        SearchSpace levels = SearchSpace.parse(space);
        ToDoubleFunction<Suggestion> value = suggestion -> {
            double[] x = numbers(suggestion);
            double sum = 0;
            for (int i = 0; i < x.length; i++) {
                sum += effect[i][(int) x[i]];
                for (int j = 0; j < i; j++) {
                    sum += pair[i][j][(int) x[i]][(int) x[j]];
                }
            }
            return sum;
        };
        double least = least(levels, value);
        return new Function("levels-7", Map.of("", levels), suggestion -> value.applyAsDouble(suggestion) - least);
    }

    private static double least(SearchSpace space, ToDoubleFunction<Suggestion> value) {
        long count = space.permutations().orElseThrow().longValueExact();
        double least = Double.POSITIVE_INFINITY;
        for (long i = 0; i < count; i++) {
            Map<String, Object> params = new LinkedHashMap<>();
            long rest = i;
            for (var parameter : space.parameters().entrySet()) {
                long size = parameter.getValue().size().orElseThrow();
                params.put(parameter.getKey(), parameter.getValue().value(rest % size));
                rest /= size;
            }
            least = Math.min(least, value.applyAsDouble(new Suggestion("", params)));
        }
        return least;
    }

    /** Two algorithms with parameters of all kinds; the lesser one is the easier one. */
    private Problem mixed() {
        Map<String, Object> deep = new LinkedHashMap<>();
        deep.put("rate", "1e-6..1.0 log");
        deep.put("width", "4..2048 log");
        deep.put("layers", "1..8");
        deep.put("kind", "a, b, c, d");
        deep.put("norm", "x, y, z");
        Map<String, Object> shallow = new LinkedHashMap<>();
        shallow.put("penalty", "1e-4..1e4 log");
        shallow.put("share", "0.1..1.0 step 0.1");
        double rate = random.nextDouble(-5, -1);
        double width = random.nextDouble(4, 9);
        int layers = random.nextInt(1, 9);
        double[] kinds = uniform(4, 0.1, 1);
        kinds[random.nextInt(4)] = 0;
        double[] norms = uniform(3, 0.05, 0.5);
        norms[random.nextInt(3)] = 0;
        double offset = random.nextDouble(0.2, 1);
        double penalty = random.nextDouble(-3, 3);
        Map<String, SearchSpace> algorithms = new LinkedHashMap<>();
        algorithms.put("deep", SearchSpace.parse(deep));
        algorithms.put("shallow", SearchSpace.parse(shallow));
        return new Function("mixed", algorithms, suggestion -> {
            Map<String, Object> params = suggestion.params();
            if (suggestion.algorithm().equals("shallow")) {
                return offset + sq(Math.log10(number(params, "penalty")) - penalty) / 4 + sq(number(params, "share") - 0.7);
            }
            // Deeper networks want a lower rate.
            double off = Math.log10(number(params, "rate")) - rate + 0.15 * (number(params, "layers") - layers);
            return sq(off) + 0.1 * sq(Math.log(number(params, "width")) / Math.log(2) - width) + 0.08 * Math.abs(number(params, "layers") - layers)
                    + kinds["abcd".indexOf((String) params.get("kind"))] + norms["xyz".indexOf((String) params.get("norm"))];
        });
    }

    private static double number(Map<String, Object> params, String name) {
        return ((Number) params.get(name)).doubleValue();
    }

    private static double[] numbers(Suggestion suggestion) {
        return suggestion.params().values().stream().mapToDouble(number -> ((Number) number).doubleValue()).toArray();
    }

    private static double[] moved(double[] x, double[] minimum, double width) {
        double[] z = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            z[i] = width * (x[i] - minimum[i]);
        }
        return z;
    }

    private static double[] turned(double[][] rotation, double[] z) {
        return Arrays.stream(rotation).mapToDouble(row -> dot(row, z)).toArray();
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private static double sq(double x) {
        return x * x;
    }

    private static double sphere(double[] z) {
        return dot(z, z);
    }

    /** A quadratic form whose last axis counts {@code ratio} times as much as the first. */
    private static double weighted(double[] z, double ratio) {
        double sum = 0;
        for (int i = 0; i < z.length; i++) {
            sum += Math.pow(ratio, (double) i / (z.length - 1)) * sq(z[i]);
        }
        return sum;
    }

    private static double line(double[] z) {
        double sum = 0;
        for (int i = 0; i < z.length; i++) {
            sum += 0.4 * (i + 1) * z[i];
        }
        return sum;
    }

    private static double cosines(double[] z, double frequency) {
        return Arrays.stream(z).map(x -> Math.cos(2 * Math.PI * frequency * x)).sum();
    }

    private static double rastrigin(double[] z) {
        return sphere(z) + 10 * (z.length - cosines(z, 1));
    }

    private static double ackley(double[] z) {
        return 20 + Math.E - 20 * Math.exp(-0.2 * Math.sqrt(sphere(z) / z.length)) - Math.exp(cosines(z, 1) / z.length);
    }

    private static double rosenbrock(double[] z) {
        double sum = 0;
        for (int i = 0; i < z.length - 1; i++) {
            sum += 100 * sq(z[i + 1] + 1 - sq(z[i] + 1)) + sq(z[i]);
        }
        return sum;
    }
}
