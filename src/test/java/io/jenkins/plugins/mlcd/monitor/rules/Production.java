package io.jenkins.plugins.mlcd.monitor.rules;

import io.jenkins.plugins.mlcd.monitor.profile.Profile;
import io.jenkins.plugins.mlcd.monitor.profile.ProfileBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.random.RandomGenerator;

/** Makes profiles of a made-up service: numbers that go together, a name, slices, confidence, latency, errors and labels. */
final class Production {

    static final Instant T0 = Instant.parse("2026-01-01T00:00:00Z");
    static final Duration MINUTE = Duration.ofMinutes(1);

    private static final String[] COLORS = {"red", "green", "blue"};

    private final RandomGenerator random;
    double shift;
    double together = 0.6;
    double far;
    double unsure = 0.05;
    double bias;
    double slow = 1;
    double errors = 0.01;
    double missing = 0.02;
    double purple;
    double wrong = 0.1;
    double volume = 1;

    Production(RandomGenerator random) {
        this.random = random;
    }

    Profile reference(int samples) {
        ProfileBuilder builder = builder();
        fill(builder, samples, samples);
        return builder.build();
    }

    /** A window of the minute {@code number}, from 1, with about so many samples. */
    Profile window(int number, int samples) {
        ProfileBuilder builder = builder();
        int requests = (int) Math.round(volume * (samples + Math.sqrt(samples) * random.nextGaussian()));
        fill(builder, Math.max(0, requests), Math.max(0, requests));
        return builder.build(T0.plus(MINUTE.multipliedBy(number - 1L)), T0.plus(MINUTE.multipliedBy(number)));
    }

    private static ProfileBuilder builder() {
        return new ProfileBuilder(List.of("ink", "slant", "width", Profile.SUPPORT), List.of("color"));
    }

    private void fill(ProfileBuilder builder, int samples, int requests) {
        for (int i = 0; i < samples; i++) {
            boolean odd = random.nextDouble() < far;
            double ink = random.nextGaussian() + shift;
            double slant = together * ink + Math.sqrt(1 - together * together) * random.nextGaussian();
            double width = random.nextDouble() < missing ? Double.NaN : 20 + 4 * random.nextGaussian();
            double support = odd ? 9 + random.nextDouble() : Math.abs(random.nextGaussian());
            String country = random.nextInt(2) == 0 ? "de" : "fr";
            int digit = country.equals("de") && random.nextDouble() < bias ? 9 : random.nextInt(10);
            String color = random.nextDouble() < purple ? "purple" : COLORS[random.nextInt(COLORS.length)];
            double confidence = random.nextDouble() < unsure ? 0.3 : 0.6 + 0.4 * random.nextDouble();
            String answer = Integer.toString(digit);
            builder.add(new double[] {ink, slant, width, support}, new String[] {color}, answer, confidence);
            builder.addEmbedding(new float[] {(float) (ink + slant), (float) random.nextGaussian(), (float) (random.nextGaussian() + shift)});
            builder.addSlice("country", country, answer);
            builder.addLabel(answer, confidence, random.nextDouble() < wrong ? "x" : answer);
        }
        for (int i = 0; i < requests; i++) {
            builder.addRequest(slow * Math.exp(0.3 * random.nextGaussian()) / 100, random.nextDouble() < errors ? 500 : 200);
        }
    }
}
