package io.leasewatch.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Fails a test that leaves a lease open. The message names the line of code that acquired the connection.
 *
 * <p>On a class, the annotation applies to all its tests, including those of nested classes, and to the class itself: a
 * connection that {@code @BeforeAll} acquires may stay open while the tests run and must be closed by the end of
 * {@code @AfterAll}.
 *
 * <p>Leases that were open before the test are ignored. Leases that other threads opened during the test count, unless tests run
 * in parallel: then their test is unknown, so only leases of the thread of the test count.
 *
 * <p>Checks the registry that is shared by the whole JVM; use {@link LeakCheck#of} for another registry. Only connections of
 * watched data sources are leases: see {@code Leasewatch.watch}.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Documented
@ExtendWith(LeakCheck.class)
public @interface FailOnLeak {

    /**
     * How long to wait after a test for open leases to be closed, as an ISO-8601 duration; zero or longer. Returns at once if
     * none is open.
     */
    String within() default "PT0.5S";
}
