package io.leasewatch.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasewatch.agent.advice.HookKey;
import io.leasewatch.core.hooks.Hooks;
import io.leasewatch.core.lease.Leases;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Properties;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Agent and library share no class, only names of system properties. */
class HookKeyTest {

    @Test
    void theLibraryInstallsAHookForEveryKeyOfTheAgentAndNoOther() throws IllegalAccessException {
        Properties properties = new Properties();
        properties.put(HookKey.PRESENT, HookKey.VERSION);
        Set<Object> expected = new HashSet<>();
        for (var field : HookKey.class.getDeclaredFields()) {
            expected.add(field.get(null));
        }
        expected.remove(HookKey.FAILURE);
        expected.remove(HookKey.VERSION);

        Hooks hooks = new Hooks(new Leases().registry, properties);
        hooks.install();

        assertThat(properties.keySet()).isEqualTo(expected);
        assertThat(Arrays.asList(HookKey.class.getDeclaredFields())).hasSizeGreaterThan(15);
    }

    @Test
    void theLibraryDoesNotInstallHooksWhereTheAgentCouldNotStart() {
        Properties properties = new Properties();
        properties.put(HookKey.FAILURE, "this JVM cannot redefine classes");

        boolean installed = new Hooks(new Leases().registry, properties).install();

        assertThat(installed).isFalse();
        assertThat(properties).containsOnlyKeys(HookKey.FAILURE);
    }
}
