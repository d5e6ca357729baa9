package io.leasewatch.it;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Takes what is exported over OTLP in HTTP, and keeps the last of it. */
final class OtlpCollector implements AutoCloseable {

    private static final String SCOPE = "io.leasewatch";

    private final HttpServer server;
    private volatile List<Metric> metrics = List.of();

    OtlpCollector() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/v1/metrics", this::take);
        server.start();
    }

    String endpoint() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void take(HttpExchange exchange) throws IOException {
        var request = ExportMetricsServiceRequest.parseFrom(exchange.getRequestBody());
        List<Metric> ours = request.getResourceMetricsList().stream()
                .flatMap(resource -> resource.getScopeMetricsList().stream())
                .filter(scope -> scope.getScope().getName().equals(SCOPE))
                .flatMap(scope -> scope.getMetricsList().stream())
                .toList();
        if (!ours.isEmpty()) {
            metrics = ours;
        }
        exchange.sendResponseHeaders(200, -1);
        exchange.close();
    }

    /** A metric as it was exported last. */
    Optional<Metric> metric(String name) {
        return metrics.stream().filter(metric -> metric.getName().equals(name)).findFirst();
    }

    List<String> names() {
        return metrics.stream().map(Metric::getName).toList();
    }

    /** The value of one series; NaN as long as there is none. */
    double value(String name, Map<String, String> attributes) {
        return metric(name).stream()
                .flatMap(OtlpCollector::points)
                .filter(point -> attributes(point.getAttributesList()).equals(attributes))
                .mapToDouble(point -> point.hasAsInt() ? point.getAsInt() : point.getAsDouble())
                .findFirst()
                .orElse(Double.NaN);
    }

    /** How many values a histogram has of a pool. */
    long count(String name, String pool) {
        return metric(name).stream()
                .flatMap(metric -> metric.getHistogram().getDataPointsList().stream())
                .filter(point -> attributes(point.getAttributesList()).containsValue(pool))
                .mapToLong(point -> point.getCount())
                .sum();
    }

    private static Stream<NumberDataPoint> points(Metric metric) {
        return Stream.concat(
                metric.getSum().getDataPointsList().stream(), metric.getGauge().getDataPointsList().stream());
    }

    private static Map<String, String> attributes(List<KeyValue> attributes) {
        Map<String, String> all = new TreeMap<>();
        attributes.forEach(one -> all.put(one.getKey(), one.getValue().getStringValue()));
        return all;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
