package io.leasewatch.agent.advice;

import net.bytebuddy.asm.Advice;

/** Adds no code. Used for a point where only the shape of the class and the members of {@link AddedField} matter. */
public final class NoAdvice {

    private NoAdvice() {}

    @Advice.OnMethodEnter
    static void enter() {}
}
