package io.leasewatch.jdbc;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.naming.Reference;
import javax.naming.spi.NamingManager;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The resource references of the component that runs on this thread, read from the injection engine of Open Liberty by reflection. */
final class ServerReferences {

    private static final String REFERENCE = "com.ibm.ws.injectionengine.osgi.internal.IndirectReference";
    private static final String NAMESPACE = "com.ibm.ws.container.service.naming.NamingConstants$JavaColonNamespace";
    private static final String COMPONENT = "com.ibm.ws.runtime.metadata.ComponentMetaData";

    /** The fields of a scope of names that hold bindings: {@code java:comp/env}, {@code java:comp}, and the wider scopes. */
    private static final List<String> BINDINGS = List.of("compEnvBindings", "compBindings", "nonCompBindings");

    /** What a reference decides about connections. */
    private static final List<String> SETTINGS = List.of(
            "getAuth",
            "getLoginConfigurationName",
            "getSharingScope",
            "getIsolationLevel",
            "getCommitPriority",
            "getBranchCoupling");

    private final ClassLoader server;

    /** @param server the class loader of the server's injection engine */
    ServerReferences(ClassLoader server) {
        this.server = server;
    }

    /** A resource reference. {@code info} is what the server passes to the data source, {@code null} for a reference without settings. */
    record ResourceReference(String name, @Nullable Object info, List<String> settings) {}

    /** The references that are bound to the JNDI name. */
    List<ResourceReference> boundTo(String jndiName) throws ReflectiveOperationException {
        Map<String, ResourceReference> found = new LinkedHashMap<>();
        for (Object scope : scopes()) {
            for (String field : BINDINGS) {
                if (value(scope, field) instanceof Map<?, ?> bindings) {
                    for (Object binding : List.copyOf(bindings.values())) {
                        Object bound = boundObject(binding);
                        if (bound instanceof Reference reference
                                && isIndirect(reference)
                                && jndiName.equals(value(reference, "bindingName"))) {
                            String name = String.valueOf(value(reference, "name"));
                            Object info = value(reference, "resourceInfo");
                            found.put(name, new ResourceReference(name, info, settings(info)));
                        }
                    }
                }
            }
        }
        return List.copyOf(found.values());
    }

    /** The data source with the JNDI name {@code target}, as a reference with these settings finds it. */
    Object resolve(ResourceReference reference, String target) throws Exception {
        Class<?> info = server.loadClass("com.ibm.wsspi.resource.ResourceInfo");
        Object redirected = server.loadClass(REFERENCE)
                .getConstructor(String.class, String.class, String.class, info, String.class, boolean.class)
                .newInstance(reference.name(), target, DataSource.class.getName(), reference.info(), null, false);
        return NamingManager.getObjectInstance(redirected, null, null, null);
    }

    private List<Object> scopes() throws ReflectiveOperationException {
        Object engine = callStatic("com.ibm.wsspi.injectionengine.InjectionEngineAccessor", "getInstance");
        Object accessor =
                callStatic("com.ibm.ws.threadContext.ComponentMetaDataAccessorImpl", "getComponentMetaDataAccessor");
        Object component = call(accessor, "getComponentMetaData");
        Class<?> namespaces = server.loadClass(NAMESPACE);
        Method scopeOf = engine.getClass().getMethod("getInjectionScopeData", server.loadClass(COMPONENT), namespaces);
        List<Object> scopes = new ArrayList<>();
        for (Object namespace : namespaces.getEnumConstants()) {
            Object scope = component == null ? null : scopeOf.invoke(engine, component, namespace);
            if (scope != null && !scopes.contains(scope)) {
                scopes.add(scope);
            }
        }
        return scopes;
    }

    /** What a name is bound to. In the scopes that several components share, the binding is the field of another object. */
    private static @Nullable Object boundObject(Object entry) throws ReflectiveOperationException {
        Object binding = entry.getClass().getSimpleName().equals("NonCompBinding") ? value(entry, "binding") : entry;
        return binding == null ? null : call(binding, "getBindingObject");
    }

    private static boolean isIndirect(Reference reference) {
        return reference.getClass().getName().equals(REFERENCE);
    }

    private List<String> settings(@Nullable Object info) throws ReflectiveOperationException {
        if (info == null) {
            return List.of();
        }
        List<String> settings = new ArrayList<>();
        for (String setting : SETTINGS) {
            settings.add(setting + '=' + callInterface("com.ibm.wsspi.resource.ResourceInfo", setting, info));
        }
        Object properties = callInterface("com.ibm.wsspi.resource.ResourceInfo", "getLoginPropertyList", info);
        for (Object property : properties instanceof List<?> list ? list : List.of()) {
            String type = "com.ibm.wsspi.resource.ResourceInfo$Property";
            settings.add(callInterface(type, "getName", property) + "=" + callInterface(type, "getValue", property));
        }
        return settings;
    }

    private Object callStatic(String type, String method) throws ReflectiveOperationException {
        return server.loadClass(type).getMethod(method).invoke(null);
    }

    private @Nullable Object callInterface(String type, String method, Object target)
            throws ReflectiveOperationException {
        return server.loadClass(type).getMethod(method).invoke(target);
    }

    private static @Nullable Object call(Object target, String method) throws ReflectiveOperationException {
        return target.getClass().getMethod(method).invoke(target);
    }

    /** The value of a field, which the class or one of its superclasses declares. */
    private static @Nullable Object value(Object owner, String name) throws ReflectiveOperationException {
        for (Class<?> type = owner.getClass(); type != null; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (field.getName().equals(name)) {
                    field.setAccessible(true);
                    return field.get(owner);
                }
            }
        }
        throw new NoSuchFieldException(owner.getClass().getName() + '.' + name);
    }
}
