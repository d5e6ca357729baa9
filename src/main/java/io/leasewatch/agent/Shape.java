package io.leasewatch.agent;

import java.util.List;
import java.util.Optional;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.matcher.ElementMatcher;
import org.jspecify.annotations.Nullable;

/**
 * The form of a class that a point relies on: methods with a body, and fields.
 *
 * <p>Types are compared by their simple names, because the server has its classes twice, for {@code javax} and for {@code
 * jakarta}.
 *
 * @param method the name of the method, {@link #NEW} for a constructor, or a common prefix of several public methods
 * @param parameters the simple names of the parameter types; {@code null} for several methods with any parameters
 * @param fields the names of fields that the class declares itself
 * @param otherwise the form in other releases of the server, {@code null} if there is none
 */
record Shape(
        String method,
        @Nullable List<String> parameters,
        List<String> fields,
        @Nullable Shape otherwise) {

    /** The name of every constructor. */
    static final String NEW = "<init>";

    static Shape of(String method, String... parameters) {
        return new Shape(method, List.of(parameters), List.of(), null);
    }

    /** All public methods whose name begins with {@code prefix}; at least one must exist. */
    static Shape every(String prefix) {
        return new Shape(prefix, null, List.of(), null);
    }

    Shape with(String... names) {
        return new Shape(method, parameters, List.of(names), otherwise);
    }

    /**
     * This form, or {@code other} if a class does not have this one. A class with both is woven in this form only, because the
     * other method just calls it.
     */
    Shape or(Shape other) {
        return new Shape(method, parameters, fields, otherwise == null ? other : otherwise.or(other));
    }

    /** The first of the forms that the class has. */
    Optional<Shape> in(TypeDescription type) {
        return fits(type) ? Optional.of(this) : Optional.ofNullable(otherwise).flatMap(other -> other.in(type));
    }

    private boolean fits(TypeDescription type) {
        return type.getDeclaredMethods().stream().anyMatch(methods()::matches)
                && fields.stream()
                        .allMatch(name -> type.getDeclaredFields().stream()
                                .anyMatch(field -> field.getName().equals(name)));
    }

    ElementMatcher<MethodDescription> methods() {
        return candidate -> !candidate.isAbstract()
                && (parameters == null
                        ? candidate.isPublic() && candidate.getInternalName().startsWith(method)
                        : candidate.getInternalName().equals(method) && parameters.equals(parametersOf(candidate)));
    }

    private static List<String> parametersOf(MethodDescription candidate) {
        return candidate.getParameters().asTypeList().asErasures().stream()
                .map(TypeDescription::getSimpleName)
                .toList();
    }

    /** A text such as {@code release(MCWrapper, Object, boolean)}. */
    @Override
    public String toString() {
        return method
                + (parameters == null ? "*(…)" : "(" + String.join(", ", parameters) + ")")
                + (fields.isEmpty() ? "" : " with " + String.join(", ", fields))
                + (otherwise == null ? "" : " or " + otherwise);
    }
}
