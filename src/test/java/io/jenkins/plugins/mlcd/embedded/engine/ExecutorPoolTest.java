package io.jenkins.plugins.mlcd.embedded.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExecutorPoolTest {

    private final List<String> given = new ArrayList<>();

    private ExecutorPool.Waiter waiter(String name) {
        return number -> given.add(name + number);
    }

    @Test
    void givesTheLowestFreeOneAndThenInTheOrderOfAsking() {
        ExecutorPool pool = new ExecutorPool(2);
        assertThat(pool.ask(waiter("a"))).isTrue();
        assertThat(pool.ask(waiter("b"))).isTrue();
        assertThat(pool.ask(waiter("c"))).isFalse();
        assertThat(pool.ask(waiter("d"))).isFalse();
        pool.release(2);
        pool.release(1);
        pool.release(2);
        assertThat(pool.ask(waiter("e"))).isTrue();
        assertThat(given).containsExactly("a1", "b2", "c2", "d1", "e2");
    }

    @Test
    void aWithdrawnWishIsNotMet() {
        ExecutorPool pool = new ExecutorPool(1);
        pool.ask(waiter("a"));
        ExecutorPool.Waiter waiting = waiter("b");
        pool.ask(waiting);
        assertThat(pool.withdraw(waiting)).isTrue();
        assertThat(pool.withdraw(waiting)).isFalse();
        pool.release(1);
        assertThat(given).containsExactly("a1");
    }

    @Test
    void needsAtLeastOne() {
        assertThatThrownBy(() -> new ExecutorPool(0)).hasMessage("the number of executors must be at least 1, but is 0");
    }
}
