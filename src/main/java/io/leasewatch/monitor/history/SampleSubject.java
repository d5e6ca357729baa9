package io.leasewatch.monitor.history;

/** The subject of samples. */
public enum SampleSubject {
    POOL("leasewatch_pool_sample", "utilization", "active", "waiting", "wait_millis", "hold_millis"),
    SERVICE("leasewatch_service_sample", "null", "active", "null", "null", "hold_millis");

    private final String table;
    private final String[] measures;

    /** @param measures the column for each {@link Distribution} of an {@link Aggregate}, in order */
    SampleSubject(String table, String... measures) {
        this.table = table;
        this.measures = measures;
    }

    String table() {
        return table;
    }

    /** The select list for the distributions of all measures. */
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
