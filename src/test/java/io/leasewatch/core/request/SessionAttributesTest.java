package io.leasewatch.core.request;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.Collections;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SessionAttributesTest {

    private static final Object HANDLE = new Object();

    @Test
    void attributeThatIsTheHandleKeepsIt() {
        assertThat(SessionAttributes.keep(requestWith(Map.of("cart", "books", "connection", HANDLE)), HANDLE))
                .isTrue();
    }

    @Test
    void attributeWithAFieldThatIsTheHandleKeepsIt() {
        assertThat(SessionAttributes.keep(requestWith(Map.of("report", new Report(HANDLE))), HANDLE))
                .isTrue();
    }

    @Test
    void otherAttributesKeepNothing() {
        assertThat(SessionAttributes.keep(requestWith(Map.of("report", new Report(new Object()))), HANDLE))
                .isFalse();
    }

    @Test
    void requestWithoutASessionKeepsNothing() {
        assertThat(SessionAttributes.keep(request(null), HANDLE)).isFalse();
    }

    @Test
    void sessionThatTheApplicationHasEndedKeepsNothing() {
        HttpSession ended = fake(HttpSession.class, (proxy, method, arguments) -> {
            throw new IllegalStateException("ended");
        });

        assertThat(SessionAttributes.keep(request(ended), HANDLE)).isFalse();
    }

    private static HttpServletRequest requestWith(Map<String, Object> attributes) {
        return request(fake(
                HttpSession.class,
                (proxy, method, arguments) -> method.getName().equals("getAttributeNames")
                        ? Collections.enumeration(attributes.keySet())
                        : attributes.get((String) arguments[0])));
    }

    private static HttpServletRequest request(@Nullable HttpSession session) {
        return fake(HttpServletRequest.class, (proxy, method, arguments) -> session);
    }

    private static <T> T fake(Class<T> type, InvocationHandler handler) {
        return type.cast(
                Proxy.newProxyInstance(SessionAttributesTest.class.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private record Report(Object source) {}
}
