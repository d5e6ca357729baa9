package io.leasewatch.monitor.liberty;

import java.util.List;

/**
 * The features of Open Liberty that Leasewatch uses, as far as this server has them. A feature is present if an application can load a
 * class that only this feature provides. This class uses none of these classes itself, so it works without them.
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

    /** The version of CDI in Jakarta EE 11. leasewatch.xml adds the version that matches the server's other features. */
    private static final Feature CDI_OF_JAKARTA_11 = new Feature("cdi-4.1", "jakarta.enterprise.invoke.Invoker");

    private final List<String> missing;
    private final boolean hasMetrics;
    private final String platform;

    private Features(List<String> missing, boolean hasMetrics, String platform) {
        this.missing = missing;
        this.hasMetrics = hasMetrics;
        this.platform = platform;
    }

    /** The features that the application with this class loader can use. */
    public static Features seenBy(ClassLoader application) {
        return new Features(
                NEEDED.stream()
                        .filter(feature -> !feature.isSeenBy(application))
                        .map(Feature::name)
                        .toList(),
                METRICS.isSeenBy(application),
                CDI_OF_JAKARTA_11.isSeenBy(application) ? "jakartaee-11.0" : "jakartaee-10.0");
    }

    /** The names, without versions, of the missing features that the monitor needs to start. */
    public List<String> missing() {
        return missing;
    }

    /** Whether the server has MicroProfile Metrics, which is optional. */
    public boolean hasMetrics() {
        return hasMetrics;
    }

    /** Why the monitor does not start, and what to do; empty if no feature is missing. */
    public String refusal() {
        return missing.isEmpty()
                ? ""
                : "Leasewatch does not start, because the server does not have the features "
                        + String.join(", ", missing)
                        + ". If server.xml includes leasewatch.xml, add <platform>" + platform
                        + "</platform> to the featureManager of server.xml, because the server cannot determine the"
                        + " versions of these features. Otherwise, add the features. The applications of this"
                        + " server are not affected.";
    }

    /**
     * A feature of Open Liberty.
     *
     * @param name its name without a version
     * @param type a class that only this feature provides
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
