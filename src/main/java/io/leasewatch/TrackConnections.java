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
 * Makes each call of a business method a declared lease, and the borrower of every connection taken in it.
 *
 * <p>On a method, or on a class for all its business methods, of a CDI bean, an EJB or a REST resource. The lease ends with the
 * method, however it ends; if the method returns a {@link java.util.concurrent.CompletionStage}, with that stage. Exceptions pass
 * untouched.
 */
@InterceptorBinding
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface TrackConnections {

    /** The service the work belongs to; the application's name if left out. */
    @Nonbinding
    String service() default "";

    /** The operation's name; {@code Class.method} if left out. */
    @Nonbinding
    String operation() default "";

    /** How long a connection may be held in here before it is suspect, such as {@code PT2M}. The general threshold if left out. */
    @Nonbinding
    String leakThreshold() default "";

    /**
     * How long a connection may be held in here by right, such as {@code PT30M}. The longer of this and {@link #leakThreshold()}
     * counts.
     */
    @Nonbinding
    String maxHold() default "";

    /** Why connections are held for long in here. With a reason and neither of the limits they are never called overdue. */
    @Nonbinding
    String reason() default "";
}
