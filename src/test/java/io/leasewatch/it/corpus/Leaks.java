package io.leasewatch.it.corpus;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A program that leaks, and what is right to say of it. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Leaks {

    /** The kind, as the API calls it. */
    String kind();

    /** How the leak ends, as the API calls it; empty for one that is still out when the programs have run. */
    String ending() default "";

    /** How many seconds after the end of its request a leak that is certain has to be known. */
    int within() default 1;

    /** The paths of further requests in the same HTTP session, each a second after the one before. */
    String[] then() default {};

    /** How many connections it leaks. */
    int times() default 1;

    /** Whether it leaves a transaction behind that it began and did not end. */
    boolean idleInTransaction() default false;

    /** What is found with the agent, where that cannot be the right answer. */
    String byAgent() default "";

    /** What is found by the wrapper alone, where that cannot be the right answer; {@code nothing} for a leak that is not seen. */
    String byWrapper() default "";

    /** Why one of the two finds something else. */
    String because() default "";
}
