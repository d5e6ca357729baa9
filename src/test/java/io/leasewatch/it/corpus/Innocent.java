package io.leasewatch.it.corpus;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A program that leaks nothing, so that nothing is right to say of it. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Innocent {

    /** The paths of further requests in the same HTTP session, each a second after the one before. */
    String[] then() default {};
}
