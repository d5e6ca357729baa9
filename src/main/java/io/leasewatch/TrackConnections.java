package io.leasewatch;

import jakarta.enterprise.util.Nonbinding;
import jakarta.interceptor.InterceptorBinding;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes each call of a business method a declared lease and the borrower of every connection that it acquires.
 *
 * <p>Applies to a method, or to all business methods of a class, of a CDI bean, an EJB or a REST resource. The lease ends when
 * the method returns or throws; if the method returns a {@link java.util.concurrent.CompletionStage}, it ends with that stage.
 * Exceptions are passed on unchanged.
 */
@InterceptorBinding
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface TrackConnections {

    /** The service that the work belongs to. Default: the name of the application. */
    @Nonbinding
    String service() default "";

    /** The name of the operation. Default: {@code Class.method}. */
    @Nonbinding
    String operation() default "";

    /**
     * How long a connection may be held in this method before it is suspect, as an ISO-8601 duration such as {@code PT2M}.
     * Default: the general threshold.
     */
    @Nonbinding
    String leakThreshold() default "";

    /**
     * How long a connection may legitimately be held in this method, as an ISO-8601 duration such as {@code PT30M}. The longer of
     * this and {@link #leakThreshold()} applies.
     */
    @Nonbinding
    String maxHold() default "";

    /**
     * Why this method holds connections for long. With a reason and neither of the two limits, its connections are never reported
     * as overdue.
     */
    @Nonbinding
    String reason() default "";
}
