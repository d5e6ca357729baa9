package io.leasewatch.docs;

import java.util.Map;

/** The commands of the pages that {@code DocumentedCommandsIT} does not run. */
public final class RunElsewhere {

    private static final String EVERYTHING = "mvn -B verify";
    private static final String AGENT = "io.leasewatch.it.AgentIT";
    private static final String MAVEN = "io.leasewatch.it.MavenCommandsIT";

    /** Who runs each: a line of {@code .ci/run}, or the class of a test. */
    static final Map<String, String> PLACES = Map.ofEntries(
            Map.entry("mvn -B verify", EVERYTHING),
            // Its phases, and of the last a copy of what it made.
            Map.entry("mvn -B -DskipTests package", EVERYTHING),
            Map.entry("mvn install", EVERYTHING),
            Map.entry("mvn -B test", EVERYTHING),
            Map.entry("mvn -B test -Dmaven.compiler.useIncrementalCompilation=false", EVERYTHING),
            // It is what they run.
            Map.entry("mvn -B verify -Dtest=none -Dsurefire.failIfNoSpecifiedTests=false -Dit.test=AgentIT", AGENT),
            Map.entry("mvn -B failsafe:integration-test failsafe:verify -Dit.test=AgentIT", AGENT),
            // It checks what this writes.
            Map.entry("mvn -B spotless:apply", EVERYTHING),
            Map.entry("mvn -B -DskipTests package liberty:start", MAVEN),
            // They differ in who waits, and in a line of jvm.options.
            Map.entry("mvn -B -DskipTests package liberty:run", MAVEN),
            Map.entry("mvn -B -DskipTests package liberty:run -Pno-agent", MAVEN),
            Map.entry("mvn -B liberty:stop", MAVEN),
            // What Maven calls.
            Map.entry("server stop", MAVEN),
            Map.entry("mvn -B -DskipTests -Ppostgres package", "io.leasewatch.it.ChainIT"),
            Map.entry(
                    "mvn -B failsafe:integration-test failsafe:verify -Dit.test=CorpusIT -Dleasewatch.detection.write=true",
                    "io.leasewatch.it.CorpusIT"),
            Map.entry(
                    "mvn -B test -Dtest=PeerVerdictsTest -Dleasewatch.detection.write=true",
                    "io.leasewatch.peers.PeerVerdictsTest"),
            Map.entry("mvn -B -Pbench -DskipTests package", "io.leasewatch.bench.BenchmarksTest"));

    private RunElsewhere() {}

    public static boolean has(Command command) {
        return PLACES.containsKey(command.text());
    }
}
