package io.leasewatch.agent;

import net.bytebuddy.asm.Advice;

/** Adds no code. Used for a point where only the shape of the class and the members of {@link AddedMembers} matter. */
final class NoAdvice {

    private NoAdvice() {}

    @Advice.OnMethodEnter
    static void enter() {}
}
