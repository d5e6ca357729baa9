package io.leasewatch.agent;

import io.leasewatch.agent.advice.HookKey;
import java.lang.instrument.Instrumentation;
import java.util.stream.Stream;

/** The entry point of the agent. The JVM calls it before the server starts. If the agent fails, the server still starts. */
public final class Agent {

    private Agent() {}

    /** Called by the JVM for {@code -javaagent}. The log of the server is not set up yet, so the monitor logs a failure later. */
    public static void premain(String arguments, Instrumentation instrumentation) {
        try {
            instrumentation.addTransformer(new Weaver(
                    Stream.concat(Points.ALL.stream(), PoolPoints.ALL.stream()).toList()));
            instrumentation.addTransformer(new CallerWeaver());
            System.setProperty(HookKey.PRESENT, HookKey.VERSION);
        } catch (Throwable e) {
            System.setProperty(HookKey.FAILURE, e.toString());
        }
    }
}
