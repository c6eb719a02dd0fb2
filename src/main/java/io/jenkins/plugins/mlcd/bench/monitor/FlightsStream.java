package io.jenkins.plugins.mlcd.bench.monitor;

import io.jenkins.plugins.mlcd.bench.monitor.SoftmaxRegression.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Real flights of one airline in the first quarter of 2001, in the order of departure: is a flight more than 15 minutes late, by hour, distance and
 * airports? The model is trained on January; before the drift come flights of 1 to 22 February, drawn at random, and after it those
 * from 23 February on, when weather delayed many, as they flew, from a random one on. The file is {@code data/flights-3m.csv} of the npm package
 * {@code vega-datasets} 2.7.0 (figures of the US Bureau of Transportation Statistics).
 */
final class FlightsStream implements DriftStream {

    private static final int CHANGE = 5_000;
    private static final int AFTER = 4_000;
    private static final int LATE = 15;
    private static final int AIRPORTS = 64;
    private static final String FEBRUARY = "0201";
    private static final String STORM = "0223";
    private static final String OVER = "0301";

    private final boolean[] calm;
    private final boolean[] storm;

    FlightsStream(Path file, RandomGenerator random) throws IOException {
        List<Sample> january = new ArrayList<>();
        List<Sample> usual = new ArrayList<>();
        List<Sample> stormy = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            if (!line.startsWith("date")) {
                String[] fields = line.split(",");
                String day = fields[0].substring(0, 4);
                List<Sample> period = day.compareTo(FEBRUARY) < 0 ? january : day.compareTo(STORM) < 0 ? usual : stormy;
                if (day.compareTo(OVER) < 0) {
                    period.add(sample(fields));
                }
            }
        }
        SoftmaxRegression model = new SoftmaxRegression(january.get(0).input().length, 2, 0.05).train(january, 2, random);
        calm = wrong(model, usual);
        storm = wrong(model, stormy);
    }

    private static Sample sample(String[] fields) {
        float[] input = new float[25 + 2 * AIRPORTS];
        input[Integer.parseInt(fields[0].substring(4, 6)) % 24] = 1;
        input[24] = Float.parseFloat(fields[2]) / 1_000;
        input[25 + Math.floorMod(fields[3].hashCode(), AIRPORTS)] = 1;
        input[25 + AIRPORTS + Math.floorMod(fields[4].hashCode(), AIRPORTS)] = 1;
        return new Sample(input, Integer.parseInt(fields[1]) > LATE ? 1 : 0);
    }

    private static boolean[] wrong(SoftmaxRegression model, List<Sample> samples) {
        boolean[] wrong = new boolean[samples.size()];
        for (int i = 0; i < wrong.length; i++) {
            wrong[i] = model.judge(samples.get(i)).wrong();
        }
        return wrong;
    }

    @Override
    public String name() {
        return "flights, February's weather";
    }

    @Override
    public int change() {
        return CHANGE;
    }

    @Override
    public Rows draw(RandomGenerator random) {
        boolean[] errors = new boolean[CHANGE + AFTER];
        int first = random.nextInt(storm.length - AFTER);
        for (int i = 0; i < errors.length; i++) {
            errors[i] = i < CHANGE ? calm[random.nextInt(calm.length)] : storm[first + i - CHANGE];
        }
        return Rows.of(errors);
    }
}
