package io.leasewatch.agent;

import java.util.Optional;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.DynamicType;

/**
 * A method of the server, or of a pool of an application, that is woven.
 *
 * @param type the class that declares the method
 * @param shape the required form of the class
 * @param advice the code that is woven into the method
 * @param loss what the agent cannot record if the class has a different form; completes "The agent does not record …"
 */
record Point(String type, Shape shape, Class<?> advice, String loss) {

    /** This point with the form that the class has; empty if the class has a different form. */
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
