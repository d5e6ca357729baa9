package io.leasewatch.agent;

import net.bytebuddy.asm.Advice;

/** Woven in where only the shape of a class matters, and what {@link AddedMembers} adds to it. */
final class NoAdvice {

    private NoAdvice() {}

    @Advice.OnMethodEnter
    static void enter() {}
}
