package io.leasewatch.monitor.channel;

import io.leasewatch.core.time.Ticker;
import java.io.IOException;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.impl.routing.SystemDefaultRoutePlanner;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.HostnameVerificationPolicy;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * Posts requests, each on a new connection. Sends a body once, follows no redirect, and keeps no cookie. Reads only the status and the
 * headers of the response, which the client limits in length and number.
 *
 * <p>Uses the proxy that the JVM's system properties name, such as {@code https.proxyHost}, without a user name.
 *
 * <p>One thread posts at a time; other threads may call {@link #abortIfLate} and {@link #close}, which do not block.
 */
public final class HttpPost implements AutoCloseable {

    private final DnsResolver dns;
    private final SSLContext trust;
    private final Duration timeout;
    private final Ticker ticker;
    private volatile @Nullable Attempt current;
    private volatile boolean closed;

    /** Creates a client with a timeout of ten seconds. */
    public HttpPost(Ticker ticker) {
        this(SystemDefaultDnsResolver.INSTANCE, trustOfTheJvm(), Duration.ofSeconds(10), ticker);
    }

    /** {@code timeout} limits each step of a request; together with {@link #abortIfLate}, also the request as a whole. */
    HttpPost(DnsResolver dns, SSLContext trust, Duration timeout, Ticker ticker) {
        this.dns = dns;
        this.trust = trust;
        this.timeout = timeout;
        this.ticker = ticker;
    }

    /** The default context may be the server's, whose trust store seldom has the public certificate authorities. */
    private static SSLContext trustOfTheJvm() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, null, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JVM does not support TLS", e);
        }
    }

    /**
     * Posts {@code body} and returns the response.
     *
     * @param allowPrivate whether the host may have private addresses
     * @throws ForbiddenAddressException if it may not, and at least one of its addresses is private
     */
    Answer post(URI uri, Map<String, String> headers, String body, boolean allowPrivate) throws IOException {
        DnsResolver allowed = allowPrivate ? dns : new PublicOnly(dns);
        HttpRoute route = route(uri);
        boolean proxied = route.getProxyHost() != null;
        if (proxied && !allowPrivate) {
            checkBeforeProxy(uri.getHost(), allowed);
        }
        HttpUriRequestBase request = request(uri, headers, body);
        current = new Attempt(request, ticker.nanos());
        try (CloseableHttpClient client = client(route, proxied ? dns : allowed)) {
            if (closed) {
                throw new IOException("closed");
            }
            return send(client, request);
        } finally {
            current = null;
        }
    }

    private static HttpRoute route(URI uri) throws IOException {
        try {
            return new SystemDefaultRoutePlanner(null).determineRoute(HttpHost.create(uri), HttpClientContext.create());
        } catch (HttpException e) {
            throw new IOException(e);
        }
    }

    /** A proxy resolves the name itself, and may be the only one who can. */
    private static void checkBeforeProxy(String host, DnsResolver allowed) throws IOException {
        try {
            allowed.resolve(host);
        } catch (ForbiddenAddressException e) {
            throw e;
        } catch (UnknownHostException e) {
            // The proxy decides.
        }
    }

    private HttpUriRequestBase request(URI uri, Map<String, String> headers, String body) {
        HttpUriRequestBase request = new HttpUriRequestBase("POST", uri);
        headers.forEach(request::addHeader);
        request.addHeader(HttpHeaders.ACCEPT, "*/*");
        request.addHeader(HttpHeaders.CONNECTION, "close");
        request.setEntity(new ByteArrayEntity(body.getBytes(StandardCharsets.UTF_8), null));
        request.setConfig(RequestConfig.custom()
                // The JVM's user and password are not for receivers.
                .setAuthenticationEnabled(false)
                .build());
        return request;
    }

    private CloseableHttpClient client(HttpRoute route, DnsResolver resolver) {
        return HttpClientBuilder.create()
                // Unlike the basic manager, this one holds no lock while it connects, so other threads can abort.
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setDnsResolver(resolver)
                        // Created here, because its class has a logger, and loggers keep the class loader of a stopped
                        // monitor in memory.
                        .setTlsSocketStrategy(
                                new DefaultClientTlsStrategy(trust, HostnameVerificationPolicy.BUILTIN, null))
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(Timeout.of(timeout))
                                .setSocketTimeout(Timeout.of(timeout))
                                .build())
                        .build())
                .setRoutePlanner((target, context) -> route)
                .setUserAgent("Leasewatch")
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableContentCompression()
                .build();
    }

    private Answer send(CloseableHttpClient client, HttpUriRequestBase request) throws IOException {
        try {
            ClassicHttpResponse response = client.executeOpen(null, request, null);
            Header retryAfter = response.getFirstHeader(HttpHeaders.RETRY_AFTER);
            return new Answer(response.getCode(), retryAfter == null ? null : retryAfter.getValue());
        } catch (IOException | IllegalStateException e) {
            if (request.isCancelled() && !closed) {
                throw new SocketTimeoutException();
            }
            throw e;
        } finally {
            // Drops the connection and with it the body of the response. Closing the response would read that body to
            // its end.
            request.cancel();
        }
    }

    /** Aborts a request that takes too long. Needed because the timeouts of a socket do not limit its use as a whole. */
    public void abortIfLate() {
        Attempt attempt = current;
        if (attempt != null && ticker.nanos() - attempt.beganNanos() > timeout.toNanos()) {
            attempt.request().cancel();
        }
    }

    /** Aborts the current request; later ones fail. */
    @Override
    public void close() {
        closed = true;
        Attempt attempt = current;
        if (attempt != null) {
            attempt.request().cancel();
        }
    }

    /**
     * A response.
     *
     * @param status the HTTP status, 200 to 599
     * @param retryAfter the value of the header {@code Retry-After}, {@code null} if there is none
     */
    record Answer(int status, @Nullable String retryAfter) {}

    private record Attempt(HttpUriRequestBase request, long beganNanos) {}

    /** Rejects a name if one of its addresses is not public. The client connects only to the addresses that are returned here. */
    private record PublicOnly(DnsResolver dns) implements DnsResolver {

        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            InetAddress[] addresses = dns.resolve(host);
            for (InetAddress address : addresses) {
                if (!AddressGuard.isPublic(address)) {
                    throw new ForbiddenAddressException();
                }
            }
            return addresses;
        }

        @Override
        public String resolveCanonicalHostname(String host) throws UnknownHostException {
            return dns.resolveCanonicalHostname(host);
        }
    }
}
