package io.leasewatch.it;

/** What is alive in a server's JVM. */
record Heap(long pid) {

    /** How many objects of exactly this class can be reached; what cannot is collected first. */
    long instances(String type) {
        return JdkTool.run("jcmd", String.valueOf(pid), "GC.class_histogram")
                .lines()
                .map(line -> line.strip().split("\\s+", -1))
                .filter(columns -> columns.length > 3 && columns[3].equals(type))
                .mapToLong(columns -> Long.parseLong(columns[1]))
                .sum();
    }
}
