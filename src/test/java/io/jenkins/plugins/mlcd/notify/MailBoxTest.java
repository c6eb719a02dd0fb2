package io.jenkins.plugins.mlcd.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MailBoxTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private static Notice notice(int number) {
        return new Notice(Notice.Kind.ALERT, "train", NOW, "alert " + number, Optional.empty(), Optional.empty());
    }

    @Test
    void sendsEachAtOnceWithoutADigest() {
        MailBox box = new MailBox(Duration.ZERO, 10);
        box.add(notice(1), NOW);
        assertThat(box.take(NOW)).get().extracting(message -> message.notices().size()).isEqualTo(1);
        assertThat(box.take(NOW)).isEmpty();
    }

    @Test
    void sendsAStormAsFewMessagesAndADigest() {
        MailBox box = new MailBox(Duration.ZERO, 3);
        int messages = 0;
        for (int i = 0; i < 10_000; i++) {
            Instant at = NOW.plusMillis(6L * i);
            box.add(notice(i), at);
            messages += box.take(at).isPresent() ? 1 : 0;
        }
        assertThat(messages).isEqualTo(3);
        Optional<Message> later = box.take(NOW.plus(Duration.ofMinutes(61)));
        assertThat(later).get().extracting(message -> message.notices().size()).isEqualTo(MailBox.MOST_WAITING);
        assertThat(later.orElseThrow().text().lines().count()).isLessThan(200);
        assertThat(later.orElseThrow().text()).contains("and 950 more");
    }

    @Test
    void collectsForADigestAndSendsItWhenTheTimeOfTheFirstIsOver() {
        MailBox box = new MailBox(Duration.ofHours(1), 10);
        box.add(notice(1), NOW);
        box.add(notice(2), NOW.plusSeconds(3_000));
        assertThat(box.take(NOW.plusSeconds(3_599))).isEmpty();
        assertThat(box.take(NOW.plusSeconds(3_600))).get().extracting(Message::subject).isEqualTo("[mlcd] train: 2 events");
        assertThat(box.take(NOW.plusSeconds(9_000))).isEmpty();
    }

    @Test
    void givesWhatIsLeftAtTheEnd() {
        MailBox box = new MailBox(Duration.ofHours(1), 10);
        assertThat(box.rest(NOW)).isEmpty();
        box.add(notice(1), NOW);
        assertThat(box.rest(NOW)).isPresent();
        assertThat(box.rest(NOW)).isEmpty();
    }
}
