package io.leasewatch.core.request;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletMapping;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.MappingMatch;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrackedApplicationTest {

    private final Map<String, Object> attributes = new HashMap<>();
    private final ServletContext context =
            proxy(ServletContext.class, (proxy, method, arguments) -> switch (method.getName()) {
                case "getAttribute" -> attributes.get(arguments[0]);
                case "setAttribute" -> attributes.put((String) arguments[0], arguments[1]);
                case "getInitParameter" -> attributes.get("parameter " + arguments[0]);
                default -> throw new UnsupportedOperationException(method.getName());
            });

    @ParameterizedTest
    @CsvSource({
        "/orders/*, PATH, /orders/ann, GET /orders/*",
        "/hunter12345, EXACT, /hunter12345, GET /hunter12345",
        "/*, PATH, /orders/12, GET /orders/{id}",
        "/, DEFAULT, /orders/12, GET /orders/{id}",
        "*.jsf, EXTENSION, /orders/12.jsf, GET /orders/{id}",
    })
    void patternOfTheServletIsTheTemplateUnlessItMatchesEveryPath(
            String pattern, MappingMatch match, String path, String operation) {
        assertThat(name(request(path, mapping(pattern, match)))).isEqualTo(operation);
    }

    @Test
    void requestWithoutAMappingHasTheTemplateOfItsPath() {
        assertThat(name(request("/orders/12", null))).isEqualTo("GET /orders/{id}");
    }

    @Test
    void operationIsFoundOnceForAPath() {
        TrackedApplication application = TrackedApplication.of(request("/orders/12", null));

        assertThat(application.operation(request("/orders/12", null)))
                .isSameAs(application.operation(request("/orders/12", null)));
        assertThat(TrackedApplication.of(request("/orders/12", null))).isSameAs(application);
    }

    @Test
    void manyPathsAreNotKeptAll() {
        TrackedApplication application = TrackedApplication.of(request("/", null));
        List<Integer> names = new ArrayList<>();

        for (int i = 0; i < 3000; i++) {
            application.operation("key " + i, () -> {
                names.add(1);
                return "GET /";
            });
        }
        application.operation("key 0", () -> {
            names.add(1);
            return "GET /";
        });

        assertThat(names).as("the first key was forgotten").hasSize(3001);
    }

    @Test
    void pathThatLooksLikeAPatternIsNoPattern() {
        TrackedApplication application = TrackedApplication.of(request("/", null));
        assertThat(application
                        .operation(request("/orders/*", mapping("/orders/*", MappingMatch.PATH)))
                        .name())
                .isEqualTo("GET /orders/*");

        assertThat(application.operation(request("/orders/*", null)).name()).isEqualTo("GET /orders/{id}");
    }

    @Test
    void requestsOfAnApplicationCanBeLeftUntracked() {
        assertThat(TrackedApplication.of(request("/", null)).isEnabled()).isTrue();
        attributes.clear();
        attributes.put("parameter leasewatch.requests", "false");

        assertThat(TrackedApplication.of(request("/", null)).isEnabled()).isFalse();
    }

    @Test
    void responseIsThatOfTheServersRequest() {
        HttpServletResponse response = proxy(HttpServletResponse.class, (proxy, method, arguments) -> 404);
        TrackedApplication application = TrackedApplication.of(request("/", null));

        assertThat(application.response(requestOf(RequestWithResponse.class, response)))
                .isSameAs(response);
        assertThat(application.response(request("/", null))).isNull();
        assertThat(application.response(requestOf(RequestWithResponse.class, "no response")))
                .isNull();
        assertThat(application.response(requestOf(RequestWithResponse.class, null)))
                .isNull();
    }

    private String name(HttpServletRequest request) {
        return TrackedApplication.of(request).operation(request).name();
    }

    private HttpServletRequest request(String path, @Nullable HttpServletMapping mapping) {
        return proxy(HttpServletRequest.class, (proxy, method, arguments) -> switch (method.getName()) {
            case "getServletContext" -> context;
            case "getHttpServletMapping" -> mapping;
            case "getMethod" -> "GET";
            case "getContextPath" -> "/shop";
            case "getRequestURI" -> "/shop" + path;
            default -> throw new UnsupportedOperationException(method.getName());
        });
    }

    private static HttpServletRequest requestOf(Class<? extends HttpServletRequest> type, @Nullable Object response) {
        return proxy(type, (proxy, method, arguments) -> response);
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(
                Proxy.newProxyInstance(TrackedApplicationTest.class.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private static HttpServletMapping mapping(String pattern, MappingMatch match) {
        return new HttpServletMapping() {
            @Override
            public String getMatchValue() {
                return "";
            }

            @Override
            public String getPattern() {
                return pattern;
            }

            @Override
            public String getServletName() {
                return "servlet";
            }

            @Override
            public MappingMatch getMappingMatch() {
                return match;
            }
        };
    }

    /** The shape of the request of Open Liberty. */
    public interface RequestWithResponse extends HttpServletRequest {

        Object getResponse();
    }
}
