package io.leasewatch.monitor.liberty;

import java.util.List;

/**
 * Which features of Open Liberty that Leasewatch uses are on this server. A feature is there if an application can load a class that
 * only this feature provides; no such class is used here, so this works where they are missing.
 *
 * <p>Immutable.
 */
public final class Features {

    private static final List<Feature> NEEDED = List.of(
            new Feature("servlet", "jakarta.servlet.http.HttpServlet"),
            new Feature("restfulWS", "jakarta.ws.rs.core.Application"),
            new Feature("appSecurity", "jakarta.security.enterprise.SecurityContext"),
            new Feature("jsonb", "jakarta.json.bind.Jsonb"),
            new Feature("cdi", "jakarta.enterprise.inject.spi.Extension"),
            new Feature("enterpriseBeansLite", "jakarta.ejb.Singleton"),
            new Feature("concurrent", "jakarta.enterprise.concurrent.ManagedThreadFactory"),
            new Feature("mpConfig", "org.eclipse.microprofile.config.Config"),
            new Feature("mpHealth", "org.eclipse.microprofile.health.HealthCheck"));

    private static final Feature METRICS = new Feature("mpMetrics", "org.eclipse.microprofile.metrics.MetricRegistry");

    /** The version of CDI that belongs to Jakarta EE 11; leasewatch.xml brings the version that the server's features belong to. */
    private static final Feature CDI_OF_JAKARTA_11 = new Feature("cdi-4.1", "jakarta.enterprise.invoke.Invoker");

    private final List<String> missing;
    private final boolean hasMetrics;
    private final String platform;

    private Features(List<String> missing, boolean hasMetrics, String platform) {
        this.missing = missing;
        this.hasMetrics = hasMetrics;
        this.platform = platform;
    }

    /** The features of the server, as the application of this class loader sees them. */
    public static Features seenBy(ClassLoader application) {
        return new Features(
                NEEDED.stream()
                        .filter(feature -> !feature.isSeenBy(application))
                        .map(Feature::name)
                        .toList(),
                METRICS.isSeenBy(application),
                CDI_OF_JAKARTA_11.isSeenBy(application) ? "jakartaee-11.0" : "jakartaee-10.0");
    }

    /** The names, without a version, of the features without which the monitor cannot start. */
    public List<String> missing() {
        return missing;
    }

    /** Whether there is MicroProfile Metrics, which the monitor can do without. */
    public boolean hasMetrics() {
        return hasMetrics;
    }

    /** Why the monitor does not start, and what to do about it; empty if nothing is missing. */
    public String refusal() {
        return missing.isEmpty()
                ? ""
                : "Leasewatch does not start, because the server does not have the features "
                        + String.join(", ", missing)
                        + ". With leasewatch.xml, add <platform>" + platform
                        + "</platform> to the featureManager of server.xml: the server's own features do not tell in which"
                        + " version it should take them. Without leasewatch.xml, add the features. The applications of this"
                        + " server are not affected.";
    }

    /**
     * A feature of Open Liberty.
     *
     * @param name its name without a version
     * @param type a class that it alone provides
     */
    private record Feature(String name, String type) {

        boolean isSeenBy(ClassLoader application) {
            try {
                application.loadClass(type);
                return true;
            } catch (ClassNotFoundException | LinkageError e) {
                return false;
            }
        }
    }
}
