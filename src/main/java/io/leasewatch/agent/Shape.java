package io.leasewatch.agent;

import java.util.List;
import java.util.Optional;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.matcher.ElementMatcher;
import org.jspecify.annotations.Nullable;

/**
 * What a point relies on in a class of the server: methods with a body, and fields.
 *
 * <p>Types go by their simple names, because the server has its classes twice, for {@code javax} and for {@code jakarta}.
 *
 * @param method the method's name, or what the names of several public ones begin with
 * @param parameters the simple names of its parameters' types; {@code null} for several methods, whatever theirs are
 * @param fields the names of fields that the class declares itself
 * @param otherwise what another release of the server has in its place
 */
record Shape(
        String method,
        @Nullable List<String> parameters,
        List<String> fields,
        @Nullable Shape otherwise) {

    static Shape of(String method, String... parameters) {
        return new Shape(method, List.of(parameters), List.of(), null);
    }

    /** Every public method whose name begins like this; one at least. */
    static Shape every(String beginning) {
        return new Shape(beginning, null, List.of(), null);
    }

    Shape with(String... names) {
        return new Shape(method, parameters, List.of(names), otherwise);
    }

    /** Where a class has both, this is the one: the other then does no more than call it. */
    Shape or(Shape other) {
        return new Shape(method, parameters, fields, otherwise == null ? other : otherwise.or(other));
    }

    /** The first of the shapes that the class has. */
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
                        ? candidate.isPublic() && candidate.getName().startsWith(method)
                        : candidate.getName().equals(method) && parameters.equals(parametersOf(candidate)));
    }

    private static List<String> parametersOf(MethodDescription candidate) {
        return candidate.getParameters().asTypeList().asErasures().stream()
                .map(TypeDescription::getSimpleName)
                .toList();
    }

    /** As people write it: {@code release(MCWrapper, Object, boolean)}. */
    @Override
    public String toString() {
        return method
                + (parameters == null ? "*(…)" : "(" + String.join(", ", parameters) + ")")
                + (fields.isEmpty() ? "" : " with " + String.join(", ", fields))
                + (otherwise == null ? "" : " or " + otherwise);
    }
}
