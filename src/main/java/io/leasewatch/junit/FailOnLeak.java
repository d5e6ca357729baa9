package io.leasewatch.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test that leaves a lease open fails, with the line that took it in the message. On a class for all its tests, those of nested
 * classes included, and for the class itself: what its {@code @BeforeAll} takes may be open as long as its tests run, and no longer.
 *
 * <p>What was open before a test is not the test's. What other threads took during the test is, unless tests run in parallel: then
 * nobody knows whose they are, and a test is blamed for the leases of its own thread only.
 *
 * <p>It looks at the registry that all of the JVM share; {@link LeakCheck#of} is for another one. Only connections that are watched
 * are leases: see {@code Leasewatch.watch}.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Documented
@ExtendWith(LeakCheck.class)
public @interface FailOnLeak {

    /** How long other threads may take to give back what they hold when the test is over, as ISO-8601. Not waited if nothing is open. */
    String within() default "PT0.5S";
}
