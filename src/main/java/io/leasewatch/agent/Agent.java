package io.leasewatch.agent;

import java.lang.instrument.Instrumentation;
import java.util.stream.Stream;

/** Where the JVM enters, before the server does. Whatever fails here, the server starts. */
public final class Agent {

    private Agent() {}

    /** Called by the JVM for {@code -javaagent}. The server has not set up its log yet, so a
     * failure is left for the monitor to log. */
    public static void premain(String arguments, Instrumentation instrumentation) {
        try {
            instrumentation.addTransformer(new Weaver(
                    Stream.concat(Points.ALL.stream(), PoolPoints.ALL.stream()).toList()));
            instrumentation.addTransformer(new CallerWeaver());
            System.setProperty(HookKey.PRESENT, "1");
        } catch (Throwable e) {
            System.setProperty(HookKey.FAILURE, e.toString());
        }
    }
}
