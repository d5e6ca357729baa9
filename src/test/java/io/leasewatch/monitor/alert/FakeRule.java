package io.leasewatch.monitor.alert;

import io.leasewatch.spi.Severity;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Finds what it was told to find, or throws. */
public final class FakeRule implements AlertRule {

    private final String name;
    private final Map<String, Finding> findings = new TreeMap<>();
    private @Nullable RuntimeException failure;

    /** The pools for which the rule was last told that its alert fires. */
    Set<String> toldFiring = Set.of();

    public FakeRule(String name) {
        this.name = name;
    }

    public void finds(String pool, Severity severity) {
        findings.put(pool, new Finding(pool, "", severity, pool + " is " + severity.word(), 1, List.of()));
    }

    public void findsNothing(String pool) {
        findings.remove(pool);
    }

    void breaks() {
        failure = new IllegalStateException("a rule that fails");
    }

    void recovers() {
        failure = null;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<Finding> evaluate(Set<String> firing) {
        toldFiring = Set.copyOf(firing);
        if (failure != null) {
            throw failure;
        }
        return List.copyOf(findings.values());
    }
}
