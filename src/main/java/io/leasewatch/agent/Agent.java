package io.leasewatch.agent;

import java.lang.instrument.Instrumentation;

/** Where the JVM enters, before the server does. Whatever fails here, the server starts. */
public final class Agent {

    private Agent() {}

    /** Called by the JVM for {@code -javaagent}. Logs nothing: the server has not set up its log yet. */
    public static void premain(String arguments, Instrumentation instrumentation) {
        try {
            instrumentation.addTransformer(new Weaver(Points.ALL));
            System.setProperty(Key.PRESENT, "1");
        } catch (Throwable e) {
            System.err.println("LSW9003E: The Leasewatch agent does not work on this JVM: " + e
                    + ". The server and its applications are not affected.");
        }
    }
}
