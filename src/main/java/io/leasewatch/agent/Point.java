package io.leasewatch.agent;

import io.leasewatch.agent.advice.EndAdvice;
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
 * @param exit the code that is woven in where the method ends; mostly of the same class
 * @param loss what the agent cannot record if the class has a different form; completes "The agent does not record …"
 */
record Point(String type, Shape shape, Class<?> advice, Class<?> exit, String loss) {

    Point(String type, Shape shape, Class<?> advice, String loss) {
        this(type, shape, advice, advice, loss);
    }

    /** A point whose advice returns what {@link EndAdvice} runs at the end. */
    static Point around(String type, Shape shape, Class<?> advice, String loss) {
        return new Point(type, shape, advice, EndAdvice.class, loss);
    }

    /** This point with the form that the class has; empty if the class has a different form. */
    Optional<Point> in(TypeDescription type) {
        return shape.in(type).map(found -> new Point(this.type, found, advice, exit, loss));
    }

    DynamicType.Builder<?> weaveInto(DynamicType.Builder<?> builder) {
        Advice woven = advice == exit ? Advice.to(advice) : Advice.to(advice, exit);
        return builder.visit(woven.on(shape.methods()));
    }

    @Override
    public String toString() {
        return type + "." + shape;
    }
}
