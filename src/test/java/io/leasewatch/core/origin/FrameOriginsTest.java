package io.leasewatch.core.origin;

import static io.leasewatch.core.origin.ClassOrigin.APPLICATION;
import static io.leasewatch.core.origin.ClassOrigin.LIBRARY;
import static io.leasewatch.core.origin.ClassOrigin.PLATFORM;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FrameOriginsTest {

    @ParameterizedTest
    @CsvSource({
        "com.ibm.shop.Till, APPLICATION",
        "org.eclipse.shop.Till, APPLICATION",
        "org.apache.shop.Till, APPLICATION",
        "org.hibernate.shop.Till, APPLICATION",
        "io.leasewatch.bookshop.Till, APPLICATION",
        "Till, APPLICATION",
        "com.ibm.ws.webcontainer.servlet.ServletWrapper, PLATFORM",
        "org.jboss.weld.bean.ManagedBean, PLATFORM",
        "io.leasewatch.core.jdbc.WatchedDataSource, PLATFORM",
        "org.hibernate.engine.Session, LIBRARY",
        "com.zaxxer.hikari.HikariDataSource, LIBRARY"
    })
    void nameDecidesAboutAClassThatWasNotSeen(String className, ClassOrigin origin) {
        assertThat(FrameOrigins.of(frame(className))).isEqualTo(origin);
    }

    @Test
    void classOfAModuleIsThePlatforms() {
        assertThat(FrameOrigins.of(
                        new StackTraceElement(null, "java.base", null, "java.lang.Thread", "run", "Thread.java", 1)))
                .isEqualTo(PLATFORM);
    }

    @Test
    void classThatWasSeenIsWhoseItIsAndSoAreItsNeighbours() {
        FrameOrigins.record("com.ibm.ws.teller.Till", APPLICATION);
        FrameOrigins.record("com.acme.data.Pool", LIBRARY);

        assertThat(FrameOrigins.of(frame("com.ibm.ws.teller.Till"))).isEqualTo(APPLICATION);
        assertThat(FrameOrigins.of(frame("com.ibm.ws.teller.Ledger"))).isEqualTo(APPLICATION);
        assertThat(FrameOrigins.of(frame("com.acme.data.Pool"))).isEqualTo(LIBRARY);
    }

    private static StackTraceElement frame(String className) {
        return new StackTraceElement(className, "run", className + ".java", 1);
    }
}
