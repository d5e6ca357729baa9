package io.leasewatch.monitor.history;

/** What samples are of. */
public enum SampleSubject {
    POOL("leasewatch_pool_sample", "utilization", "active", "waiting", "wait_millis", "hold_millis"),
    SERVICE("leasewatch_service_sample", "null", "active", "null", "null", "hold_millis");

    private final String table;
    private final String[] measures;

    /** {@code measures} are what stands in {@code table} for each {@link Distribution} of an {@link Aggregate}, in their order. */
    SampleSubject(String table, String... measures) {
        this.table = table;
        this.measures = measures;
    }

    String table() {
        return table;
    }

    /** A select list of all spreads. */
    String spreads() {
        StringBuilder list = new StringBuilder();
        for (String measure : measures) {
            String value = "cast(" + measure + " as double precision)";
            list.append(", min(").append(value).append("), avg(").append(value);
            list.append("), percentile_disc(0.95) within group (order by ").append(value);
            list.append("), max(").append(value).append(')');
        }
        return list.toString();
    }
}
