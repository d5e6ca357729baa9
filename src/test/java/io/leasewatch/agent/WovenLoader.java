package io.leasewatch.agent;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Loads a class and all that it is nested with anew, as the JVM does with the agent, or without. */
public final class WovenLoader extends ClassLoader {

    private final String type;
    private final UnaryOperator<byte[]> compiler;
    private final boolean weaves;

    /** {@code compiler} makes the class file that is woven out of the one that lies there. */
    WovenLoader(String type, UnaryOperator<byte[]> compiler, boolean weaves) {
        super(WovenLoader.class.getClassLoader());
        this.type = type;
        this.compiler = compiler;
        this.weaves = weaves;
    }

    /** With the calls of data sources woven. */
    public static WovenLoader woven(Class<?> type) {
        return new WovenLoader(type.getNestHost().getName(), UnaryOperator.identity(), true);
    }

    /** As the classes are. */
    static WovenLoader plain(Class<?> type) {
        return new WovenLoader(type.getNestHost().getName(), UnaryOperator.identity(), false);
    }

    /** A new one of {@code type}, as this loader has it. */
    public <T> T make(Class<? extends T> type, Class<T> as) throws ReflectiveOperationException {
        var constructor = loadClass(type.getName()).getDeclaredConstructor();
        constructor.setAccessible(true);
        return as.cast(constructor.newInstance());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            if (loaded != null) {
                return loaded;
            }
            return name.equals(type) || name.startsWith(type + "$") ? define(name) : super.loadClass(name, resolve);
        }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
        String path = name.replace('.', '/');
        try (InputStream file = getResourceAsStream(path + ".class")) {
            byte[] bytes = compiler.apply(file == null ? new byte[0] : file.readAllBytes());
            byte @Nullable [] woven = weaves ? new CallerWeaver().transform(this, path, null, null, bytes) : null;
            byte[] defined = Objects.requireNonNullElse(woven, bytes);
            return defineClass(name, defined, 0, defined.length);
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }
}
