package io.leasewatch.agent;

import java.util.Optional;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.type.TypeDescription;
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

    /** This point as the class has it; nothing if it looks different. */
    Optional<Point> in(TypeDescription type) {
        return shape.in(type).map(found -> new Point(this.type, found, advice, loss));
    }

    DynamicType.Builder<?> weaveInto(DynamicType.Builder<?> builder) {
        return builder.visit(Advice.to(advice).on(shape.methods()));
    }

    @Override
    public String toString() {
        return type + "." + shape;
    }
}
