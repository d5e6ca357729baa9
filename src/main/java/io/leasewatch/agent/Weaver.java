package io.leasewatch.agent;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.instrument.ClassFileTransformer;
import java.security.ProtectionDomain;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.dynamic.DynamicType;
import net.bytebuddy.dynamic.scaffold.MethodGraph;
import net.bytebuddy.dynamic.scaffold.TypeValidation;
import net.bytebuddy.pool.TypePool;
import org.jspecify.annotations.Nullable;

/**
 * Weaves the points into classes of the server and of pools as they are loaded. Every other class costs one look-up in a map.
 *
 * <p>Thread-safe. A point that does not fit its class is skipped with one message, and the other points of the class are woven. A
 * class that cannot be woven works unchanged.
 */
final class Weaver implements ClassFileTransformer {

    private final Map<String, List<Point>> points;

    Weaver(List<Point> points) {
        this.points = points.stream()
                .collect(Collectors.groupingBy(point -> point.type().replace('.', '/')));
    }

    @Override
    public byte @Nullable [] transform(
            @Nullable ClassLoader loader,
            @Nullable String name,
            @Nullable Class<?> redefined,
            @Nullable ProtectionDomain domain,
            byte[] bytes) {
        List<Point> wanted = name == null || redefined != null ? null : points.get(name);
        if (wanted == null) {
            return null;
        }
        try {
            return weave(wanted, bytes, loader);
        } catch (Throwable e) {
            cannotWeave(wanted, e);
            return null;
        }
    }

    private static byte @Nullable [] weave(List<Point> wanted, byte[] bytes, @Nullable ClassLoader loader) {
        String type = wanted.get(0).type();
        ClassFileLocator locator = new ClassFileLocator.Compound(
                ClassFileLocator.Simple.of(type, bytes), ClassFileLocator.ForClassLoader.of(loader));
        TypeDescription description =
                TypePool.Default.of(locator).describe(type).resolve();
        List<Point> fitting =
                wanted.stream().flatMap(point -> fitting(point, description)).toList();
        if (fitting.isEmpty()) {
            return null;
        }
        // No validation and no look at superclasses: these classes are valid, and more classes must not be loaded now.
        DynamicType.Builder<?> builder = new ByteBuddy()
                .with(TypeValidation.DISABLED)
                .with(MethodGraph.Compiler.ForDeclaredMethods.INSTANCE)
                .redefine(description, locator);
        builder = AddedMembers.to(type, builder);
        for (Point point : fitting) {
            builder = point.weaveInto(builder);
        }
        return builder.make().getBytes();
    }

    private static Stream<Point> fitting(Point point, TypeDescription type) {
        Optional<Point> fitting = point.in(type);
        if (fitting.isEmpty()) {
            Late.LOG.log(
                    Level.WARNING,
                    "LSW9001W: " + point + " is missing, or has a form that the Leasewatch agent does not support."
                            + " The agent does not record " + point.loss() + ". Everything else is watched.");
        }
        return fitting.stream();
    }

    private static void cannotWeave(List<Point> points, Throwable failure) {
        String losses = points.stream().map(Point::loss).distinct().collect(Collectors.joining(", or "));
        try {
            Late.LOG.log(
                    Level.WARNING,
                    "LSW9002W: The Leasewatch agent cannot weave "
                            + points.get(0).type() + " and does not record " + losses + ". The class works unchanged.",
                    failure);
        } catch (Throwable ignored) {
            // A failing log must not prevent the server from loading its class.
        }
    }

    /** Initialized with the first message, because the server sets up its log after the agent is loaded. */
    private static final class Late {
        private static final Logger LOG = System.getLogger(Weaver.class.getName());
    }
}
