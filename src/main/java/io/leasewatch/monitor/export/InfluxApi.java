package io.leasewatch.monitor.export;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/** The URI and the headers to write lines to InfluxDB: {@code /api/v2/write}, or {@code /write} of version 1. */
record InfluxApi(URI uri, Map<String, String> headers) {

    static InfluxApi of(URI url, InfluxSettings settings) {
        String base = url.toASCIIString();
        String path = base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", Format.INFLUX.contentType());
        if (settings.bucket().isEmpty()) {
            if (!settings.user().isEmpty()) {
                headers.put("Authorization", "Basic " + basic(settings.user(), settings.password()));
            }
            return new InfluxApi(URI.create(path + "/write?precision=ns&db=" + encoded(settings.database())), headers);
        }
        if (!settings.token().isEmpty()) {
            headers.put("Authorization", "Token " + settings.token());
        }
        String org = settings.org().isEmpty() ? "" : "&org=" + encoded(settings.org());
        return new InfluxApi(
                URI.create(path + "/api/v2/write?precision=ns&bucket=" + encoded(settings.bucket()) + org), headers);
    }

    private static String basic(String user, String password) {
        return Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** Without credentials. */
    @Override
    public String toString() {
        return "InfluxApi[" + uri.getRawPath() + "]";
    }
}
