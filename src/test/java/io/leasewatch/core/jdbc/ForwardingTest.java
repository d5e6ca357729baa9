package io.leasewatch.core.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.leasewatch.core.jdbc.FakeDriver.Call;
import io.leasewatch.core.jdbc.FakeDriver.Native;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.Reader;
import java.io.Writer;
import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URL;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.ConnectionBuilder;
import java.sql.DatabaseMetaData;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLClientInfoException;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.sql.Time;
import java.sql.Timestamp;
import java.sql.Wrapper;
import java.util.Arrays;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.logging.Logger;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every method of every JDBC interface of the JDK that runs the test, so that a method which a newer JDK adds with a default is
 * named here when it is not forwarded.
 */
class ForwardingTest {

    /** What a watched object never hands out as the driver gave it. */
    private static final Set<Class<?>> WATCHED = Set.of(
            Connection.class,
            Statement.class,
            PreparedStatement.class,
            CallableStatement.class,
            ResultSet.class,
            DatabaseMetaData.class);

    private final WatchedDatabase database = WatchedDatabase.h2();
    private final FakeDriver driver = new FakeDriver();
    private final WatchedConnection connection =
            new WatchedConnection(new FakeDriver().as(Connection.class), database.lease(), database.registry);
    private final WatchedStatement statement = new WatchedStatement(new FakeDriver().as(Statement.class), connection);

    static Stream<Arguments> methods() {
        return Stream.of(
                        DataSource.class,
                        Connection.class,
                        Statement.class,
                        PreparedStatement.class,
                        CallableStatement.class,
                        ResultSet.class,
                        DatabaseMetaData.class)
                .flatMap(type -> Arrays.stream(type.getMethods())
                        .filter(method -> !Modifier.isStatic(method.getModifiers()))
                        .map(method -> arguments(type, method)));
    }

    static Stream<Arguments> methodsThatReturnObjects() {
        return methods().filter(one -> !returnType(one).isPrimitive());
    }

    static Stream<Arguments> methodsThatReturnStatements() {
        return methods()
                .filter(one -> one.get()[0] == Connection.class && Statement.class.isAssignableFrom(returnType(one)));
    }

    private static Class<?> returnType(Arguments one) {
        return ((Method) one.get()[1]).getReturnType();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("methods")
    void callReachesTheDriverOnceAndItsAnswerComesBack(Class<?> type, Method method) throws Exception {
        @Nullable Object answer = method.getReturnType() == void.class ? null : sample(method.getReturnType(), 0);
        Object[] arguments = samples(method.getParameterTypes());
        Object watched = watch(type, driver.answering(answer).as(type));

        Object result = method.invoke(watched, arguments);

        assertThat(driver.calls)
                .usingElementComparator(ForwardingTest::sameCall)
                .containsExactly(
                        new Call(method.getName(), List.of(method.getParameterTypes()), Arrays.asList(arguments)));
        assertLeadsTo(answer, result, method);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("methodsThatReturnObjects")
    void nullOfTheDriverStaysNull(Class<?> type, Method method) throws Exception {
        Object watched = watch(type, driver.as(type));
        int leases = database.opened.size();

        Object result = method.invoke(watched, samples(method.getParameterTypes()));

        assertThat(result).isNull();
        assertThat(driver.calls).hasSize(1);
        assertThat(database.opened).hasSize(leases);
    }

    @Test
    void nullOfABuilderStaysNull() throws Exception {
        ConnectionBuilder builder =
                new WatchedConnectionBuilder(driver.as(ConnectionBuilder.class), database.dataSource);

        int leases = database.opened.size();

        assertThat(builder.build()).isNull();
        assertThat(database.opened).hasSize(leases);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("methodsThatReturnStatements")
    void statementOfTheDriverThatIsMoreThanAskedForStaysThat(Class<?> type, Method method) throws Exception {
        CallableStatement answer = new FakeDriver().as(CallableStatement.class);
        Object watched = watch(type, driver.answering(answer).as(type));

        Object result = method.invoke(watched, samples(method.getParameterTypes()));

        assertThat(result).isInstanceOf(CallableStatement.class).isNotSameAs(answer);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("methods")
    void exceptionOfTheDriverComesOutAsItIs(Class<?> type, Method method) throws Exception {
        Throwable failure = failureOf(method);
        Object watched = watch(type, driver.failing(failure).as(type));

        Throwable thrown = catchThrowable(() -> method.invoke(watched, samples(method.getParameterTypes())));

        assertThat(thrown).isInstanceOf(InvocationTargetException.class);
        assertThat(thrown.getCause()).isSameAs(failure);
        assertThat(driver.calls).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                DataSource.class,
                Connection.class,
                Statement.class,
                PreparedStatement.class,
                CallableStatement.class,
                ResultSet.class,
                DatabaseMetaData.class
            })
    void wrapperFindsItselfFirstThenTheDriversObject(Class<?> type) throws Exception {
        Object delegate = driver.as(type);
        Wrapper watched = (Wrapper) watch(type, delegate);

        assertThat(watched.isWrapperFor(type)).isTrue();
        assertThat(watched.isWrapperFor(Native.class)).isTrue();
        assertThat(watched.unwrap(type)).isSameAs(watched);
        assertThat(watched.unwrap(Native.class)).isSameAs(delegate);
        assertThat(driver.calls).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                Connection.class,
                Statement.class,
                PreparedStatement.class,
                CallableStatement.class,
                ResultSet.class,
                DatabaseMetaData.class
            })
    void wrapperSpeaksLikeTheDriversObjectAndEqualsOnlyItself(Class<?> type) {
        Object delegate = driver.as(type);
        Object watched = watch(type, delegate);

        assertThat(watched).hasToString("native");
        assertThat(watched.equals(watched)).isTrue();
        assertThat(watched.equals(delegate)).isFalse();
        assertThat(watched.equals(watch(type, delegate))).isFalse();
        assertThat(watched.hashCode()).isEqualTo(System.identityHashCode(watched));
    }

    private Object watch(Class<?> type, Object delegate) {
        if (type == DataSource.class) {
            return new WatchedDataSource((DataSource) delegate, database.pool, database.registry);
        } else if (type == Connection.class) {
            return new WatchedConnection((Connection) delegate, database.lease(), database.registry);
        } else if (type == Statement.class) {
            return new WatchedStatement((Statement) delegate, connection);
        } else if (type == PreparedStatement.class) {
            return new WatchedPreparedStatement((PreparedStatement) delegate, connection, null);
        } else if (type == CallableStatement.class) {
            return new WatchedCallableStatement((CallableStatement) delegate, connection, null);
        } else if (type == ResultSet.class) {
            return new WatchedResultSet((ResultSet) delegate, connection, statement);
        } else if (type == DatabaseMetaData.class) {
            return new WatchedDatabaseMetaData((DatabaseMetaData) delegate, connection);
        }
        throw new IllegalArgumentException(type.getName());
    }

    private void assertLeadsTo(@Nullable Object answer, @Nullable Object result, Method method) throws SQLException {
        Class<?> from = method.getDeclaringClass();
        if (method.getName().equals("createConnectionBuilder")) {
            assertThat(result).isInstanceOf(WatchedConnectionBuilder.class);
        } else if (method.getReturnType() == Connection.class && from != DataSource.class) {
            assertThat(result).isSameAs(connection);
        } else if (method.getReturnType() == Statement.class && from == ResultSet.class) {
            assertThat(result).isSameAs(statement);
        } else if (WATCHED.contains(method.getReturnType())) {
            assertThat(result).isNotSameAs(answer).isInstanceOf(method.getReturnType());
            assertThat(((Wrapper) Objects.requireNonNull(result)).unwrap(Native.class))
                    .isSameAs(answer);
        } else if (method.getReturnType().isPrimitive()) {
            assertThat(result).isEqualTo(answer);
        } else {
            assertThat(result).isSameAs(answer);
        }
    }

    /** By identity where there is one: equal arguments are not enough to be passed on unchanged. */
    private static int sameCall(Call one, Call other) {
        boolean same = one.method().equals(other.method())
                && one.types().equals(other.types())
                && one.arguments().size() == other.arguments().size();
        for (int i = 0; same && i < one.arguments().size(); i++) {
            Object mine = one.arguments().get(i);
            Object theirs = other.arguments().get(i);
            same = one.types().get(i).isPrimitive() ? mine.equals(theirs) : mine == theirs;
        }
        return same ? 0 : 1;
    }

    private static Throwable failureOf(Method method) {
        if (method.getExceptionTypes().length == 0) {
            return new IllegalStateException("of the driver");
        }
        Class<?> declared = method.getExceptionTypes()[0];
        if (declared == SQLClientInfoException.class) {
            return new SQLClientInfoException();
        }
        return declared == SQLException.class
                ? new SQLException("of the driver", "0A000", 4711)
                : new SQLFeatureNotSupportedException("of the driver");
    }

    private static Object[] samples(Class<?>[] types) {
        Object[] samples = new Object[types.length];
        for (int i = 0; i < types.length; i++) {
            samples[i] = sample(types[i], i);
        }
        return samples;
    }

    /** A value of that type which differs from the one before it, so that exchanged arguments are seen. */
    private static Object sample(Class<?> type, int i) {
        if (type.isPrimitive()) {
            return primitive(type, i);
        } else if (type.isArray()) {
            return Array.newInstance(type.getComponentType(), 1);
        } else if (type.isEnum()) {
            return type.getEnumConstants()[0];
        } else if (type.isInterface()) {
            return new FakeDriver().as(type);
        }
        return Stream.of(
                        "text" + i,
                        BigDecimal.valueOf(i),
                        new Date(i),
                        new Time(i),
                        new Timestamp(i),
                        new GregorianCalendar(),
                        new Properties(),
                        new SQLWarning(),
                        InputStream.nullInputStream(),
                        Reader.nullReader(),
                        new PrintWriter(Writer.nullWriter()),
                        Logger.getLogger("driver"),
                        url(),
                        Runnable.class)
                .filter(value -> type == value.getClass() || (type != Object.class && type.isInstance(value)))
                .findFirst()
                .orElseGet(Object::new);
    }

    private static Object primitive(Class<?> type, int i) {
        if (type == boolean.class) {
            return i % 2 == 0;
        } else if (type == byte.class) {
            return (byte) (i + 7);
        } else if (type == short.class) {
            return (short) (i + 7);
        } else if (type == int.class) {
            return i + 7;
        } else if (type == long.class) {
            return i + 7L;
        } else if (type == float.class) {
            return i + 7f;
        }
        return i + 7d;
    }

    private static URL url() {
        try {
            return URI.create("http://localhost/").toURL();
        } catch (java.net.MalformedURLException e) {
            throw new IllegalStateException(e);
        }
    }
}
