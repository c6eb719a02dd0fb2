package io.jenkins.plugins.mlcd.labels;

import java.util.List;
import java.util.Optional;

/**
 * The label of a sample, and where it came from.
 *
 * @param label a class; {@code ""} for none of the classes
 * @param by who said so, in the order in which they did
 */
public record Settlement(String label, Source source, List<Vote> by) {

    /** Where a label comes from. */
    public enum Source {
        /** One person. */
        PERSON("person"),
        /** Two people said the same. */
        AGREEMENT("agreement"),
        /** A third person settled what two disagreed on. */
        THIRD_PERSON("thirdPerson"),
        /** It came back by itself. */
        FEEDBACK("feedback");

        private final String word;

        Source(String word) {
            this.word = word;
        }

        /** As provenance names it. */
        public String word() {
            return word;
        }
    }

    /** What follows from the votes, in their order; empty as long as that is nothing. */
    static Optional<Settlement> of(List<Vote> votes, int agreement) {
        Optional<Vote> feedback = votes.stream().filter(Vote::isFeedback).findFirst();
        if (feedback.isPresent()) {
            return Optional.of(new Settlement(feedback.get().label(), Source.FEEDBACK, List.of(feedback.get())));
        }
        if (votes.isEmpty() || votes.size() < agreement) {
            return Optional.empty();
        }
        if (agreement == 1) {
            return Optional.of(new Settlement(votes.get(0).label(), Source.PERSON, votes.subList(0, 1)));
        }
        if (votes.get(0).label().equals(votes.get(1).label())) {
            return Optional.of(new Settlement(votes.get(0).label(), Source.AGREEMENT, votes.subList(0, 2)));
        }
        return votes.size() < 3 ? Optional.empty() : Optional.of(new Settlement(votes.get(2).label(), Source.THIRD_PERSON, votes.subList(0, 3)));
    }
}
