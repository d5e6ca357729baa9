package io.leasewatch.agent;

import net.bytebuddy.asm.Advice;
import net.bytebuddy.dynamic.DynamicType;

/**
 * A method of the server, or of a pool in an application, in which something happens to connections.
 *
 * @param type the class that has it
 * @param shape what the class must look like
 * @param advice what is woven into the method
 * @param loss what nobody knows of where the class looks different
 */
record Point(String type, Shape shape, Class<?> advice, String loss) {

    DynamicType.Builder<?> weaveInto(DynamicType.Builder<?> builder) {
        return builder.visit(Advice.to(advice).on(shape.methods()));
    }

    @Override
    public String toString() {
        return type + "." + shape;
    }
}
