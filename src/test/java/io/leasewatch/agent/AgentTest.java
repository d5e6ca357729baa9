package io.leasewatch.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.leasewatch.agent.advice.HookKey;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AgentTest {

    @AfterEach
    void forget() {
        System.getProperties().remove(HookKey.PRESENT);
        System.getProperties().remove(HookKey.FAILURE);
    }

    @Test
    void agentWeavesAndSaysThatItIsThere() {
        List<Object> transformers = new ArrayList<>();

        Agent.premain("", instrumentation((proxy, method, arguments) -> transformers.add(arguments[0])));

        assertThat(transformers).isNotEmpty().allMatch(ClassFileTransformer.class::isInstance);
        assertThat(System.getProperties()).containsKey(HookKey.PRESENT).doesNotContainKey(HookKey.FAILURE);
    }

    @Test
    void agentThatFailsLetsTheServerStartAndLeavesWordOfWhy() {
        Instrumentation broken = instrumentation((proxy, method, arguments) -> {
            throw new NoClassDefFoundError("on purpose");
        });

        assertThatCode(() -> Agent.premain("", broken)).doesNotThrowAnyException();

        assertThat(System.getProperty(HookKey.FAILURE)).contains("on purpose");
        assertThat(System.getProperties()).doesNotContainKey(HookKey.PRESENT);
    }

    private static Instrumentation instrumentation(InvocationHandler handler) {
        return (Instrumentation) Proxy.newProxyInstance(
                AgentTest.class.getClassLoader(),
                new Class<?>[] {Instrumentation.class},
                (proxy, method, arguments) -> {
                    Object answer = handler.invoke(proxy, method, arguments);
                    return method.getReturnType() == void.class ? null : answer;
                });
    }
}
