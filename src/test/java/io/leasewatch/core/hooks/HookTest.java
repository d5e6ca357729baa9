package io.leasewatch.core.hooks;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasewatch.docs.RecordedLog;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HookTest {

    @Test
    void whatFailsIsLoggedOnceAndAfterAHundredTimesNotDoneAnyMore() {
        AtomicInteger calls = new AtomicInteger();
        Hook hook = new Hook(
                "opened",
                (first, second) -> {
                    calls.incrementAndGet();
                    throw new IllegalStateException("on purpose");
                },
                false);

        try (RecordedLog log = RecordedLog.of(Hook.class)) {
            for (int i = 0; i < Hook.MOST_FAILURES + 50; i++) {
                assertThat(hook.apply("first", "second")).isNull();
            }

            assertThat(log.lines()).hasSize(2);
            assertThat(log.lines().get(0)).contains("LSW9102W", "opened");
            assertThat(log.lines().get(1)).contains("LSW9103E", "opened");
        }
        assertThat(calls).hasValue(Hook.MOST_FAILURES);
    }

    @Test
    void whatIsKeptOnTheHandleSurvivesAFailure() {
        Hook hook = new Hook(
                "reassociated",
                (first, second) -> {
                    throw new IllegalStateException("on purpose");
                },
                true);

        assertThat(hook.apply("manager", "lease")).isEqualTo("lease");
    }

    @ParameterizedTest
    @ValueSource(classes = {StackOverflowError.class, OutOfMemoryError.class})
    void exhaustedThreadOrHeapDoesNotSwitchAHookOff(Class<? extends VirtualMachineError> type) throws Exception {
        VirtualMachineError error = type.getConstructor().newInstance();
        AtomicInteger calls = new AtomicInteger();
        Hook hook = new Hook(
                "opened",
                (first, second) -> {
                    calls.incrementAndGet();
                    throw error;
                },
                false);

        for (int i = 0; i < Hook.MOST_FAILURES + 50; i++) {
            assertThat(hook.apply("first", "second")).isNull();
        }

        assertThat(calls).hasValue(Hook.MOST_FAILURES + 50);
    }
}
