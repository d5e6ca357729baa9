package io.leasewatch.agent;

import java.util.List;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.matcher.ElementMatcher;

/**
 * What a point relies on in a class of the server: a method with a body, and fields.
 *
 * <p>Types go by their simple names, because the server has its classes twice, for {@code javax} and for {@code jakarta}.
 *
 * @param method the method's name
 * @param parameters the simple names of its parameters' types
 * @param fields the names of fields that the class declares itself
 */
record Shape(String method, List<String> parameters, List<String> fields) {

    static Shape of(String method, String... parameters) {
        return new Shape(method, List.of(parameters), List.of());
    }

    Shape with(String... names) {
        return new Shape(method, parameters, List.of(names));
    }

    boolean fits(TypeDescription type) {
        return type.getDeclaredMethods().stream().anyMatch(methods()::matches)
                && fields.stream()
                        .allMatch(name -> type.getDeclaredFields().stream()
                                .anyMatch(field -> field.getName().equals(name)));
    }

    ElementMatcher<MethodDescription> methods() {
        return candidate -> candidate.getName().equals(method)
                && !candidate.isAbstract()
                && candidate.getParameters().asTypeList().asErasures().stream()
                        .map(TypeDescription::getSimpleName)
                        .toList()
                        .equals(parameters);
    }

    /** As people write it: {@code release(MCWrapper, Object, boolean)}. */
    @Override
    public String toString() {
        return method + "(" + String.join(", ", parameters) + ")"
                + (fields.isEmpty() ? "" : " with " + String.join(", ", fields));
    }
}
