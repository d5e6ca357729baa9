package io.leasewatch.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.leasewatch.agent.Application.AmongLocalsAndBranches;
import io.leasewatch.agent.Application.AmongOperands;
import io.leasewatch.agent.Application.AsAUser;
import io.leasewatch.agent.Application.BeforeSuper;
import io.leasewatch.agent.Application.ByAMethodReference;
import io.leasewatch.agent.Application.ForAReason;
import io.leasewatch.agent.Application.InADefaultMethod;
import io.leasewatch.agent.Application.InALambda;
import io.leasewatch.agent.Application.OfAClassWithAReason;
import io.leasewatch.agent.Application.OnTwoLines;
import io.leasewatch.agent.Application.Plain;
import io.leasewatch.agent.Application.ThroughItsOwn;
import io.leasewatch.agent.Application.ThroughItsOwnThatCalls;
import io.leasewatch.agent.Application.TwiceOnALine;
import io.leasewatch.agent.Application.WhileAClassBegins;
import io.leasewatch.agent.Application.WhileItIsInitialized;
import io.leasewatch.agent.advice.HookKey;
import io.leasewatch.core.jdbc.WatchedDataSource;
import io.leasewatch.core.lease.Lease;
import io.leasewatch.core.lease.LeaseRegistry;
import io.leasewatch.core.lease.LeaseSettings;
import io.leasewatch.core.lease.Outcome;
import io.leasewatch.core.origin.PackageRules;
import io.leasewatch.core.site.CaptureMode;
import io.leasewatch.core.site.Site;
import io.leasewatch.core.time.Ticker;
import io.leasewatch.docs.RecordedLog;
import java.io.ObjectStreamClass;
import java.io.Serializable;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import javax.sql.DataSource;
import javax.tools.JavaFileObject.Kind;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassWriter;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallerWeaverTest {

    private final LeaseRegistry registry = new LeaseRegistry(Ticker.SYSTEM, LeaseSettings.DEFAULT);
    private final DataSource watched = watched(FakeDataSource.asking(CallerWeaverTest::connection));

    @BeforeEach
    void hook() {
        hook((place, source) -> registry.calling((String) place, source));
    }

    @AfterEach
    void removeHook() {
        System.getProperties().remove(HookKey.CALLING);
    }

    private static void hook(BiFunction<Object, Object, @Nullable Object> hook) {
        System.getProperties().put(HookKey.CALLING, hook);
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                Plain.class,
                AsAUser.class,
                OnTwoLines.class,
                TwiceOnALine.class,
                InALambda.class,
                BeforeSuper.class,
                WhileAClassBegins.class,
                AmongLocalsAndBranches.class,
                AmongOperands.class,
                ThroughItsOwnThatCalls.class
            })
    void callerThatSaysWhereItIsIsAtTheSiteThatAWalkFinds(Class<? extends Piece> piece) throws Exception {
        List<Site> found = sites(WovenLoader.plain(piece).make(piece, Piece.class));
        long walks = registry.captures();

        List<Site> told = sites(woven(piece));

        assertThat(told).isNotEmpty().isEqualTo(found).allMatch(Site::isKnown);
        // A nested acquisition is looked for twice: before it may wait for its own thread, and for its lease.
        assertThat(walks).isBetween((long) found.size(), 2L * found.size());
        assertThat(registry.captures()).isEqualTo(walks);
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                ByAMethodReference.class,
                InADefaultMethod.class,
                ThroughItsOwn.class,
                WhileItIsInitialized.class,
                ForAReason.class,
                OfAClassWithAReason.class
            })
    void callerThatCannotSaySoIsLookedForOnTheStack(Class<? extends Piece> piece) throws Exception {
        List<Site> found = sites(WovenLoader.plain(piece).make(piece, Piece.class));
        long walks = registry.captures();

        List<Site> told = sites(woven(piece));

        assertThat(told).isNotEmpty().isEqualTo(found).allMatch(Site::isKnown);
        assertThat(registry.captures()).isEqualTo(2 * walks);
    }

    @Test
    void walkPassesOverWhatIsWovenIn() throws Exception {
        List<Site> found = sites(WovenLoader.plain(Plain.class).make(Plain.class, Piece.class));
        System.getProperties().remove(HookKey.CALLING);

        List<Site> stillFound = sites(woven(Plain.class));

        assertThat(stillFound).isEqualTo(found);
        assertThat(registry.captures()).isEqualTo(2);
    }

    @Test
    void whatTheDataSourceThrowsReachesTheApplicationAndNothingIsLeftBehind() throws Exception {
        SQLException refused = new SQLException("on purpose");
        DataSource refusing = watched(FakeDataSource.asking(() -> {
            throw refused;
        }));

        assertThatThrownBy(() -> woven(Plain.class).take(refusing)).isSameAs(refused);
        assertThatThrownBy(() -> woven(AsAUser.class).take(refusing)).isSameAs(refused);

        assertThat(siteOfAnotherCall()).isEqualTo("siteOfAnotherCall");
    }

    @Test
    void nothingIsLeftBehindByACallThatWentWell() throws Exception {
        woven(Plain.class).take(watched);

        assertThat(siteOfAnotherCall()).isEqualTo("siteOfAnotherCall");
    }

    @Test
    void callInsideACallGivesThePlaceBackToTheOneAround() throws Exception {
        Piece inner = woven(AsAUser.class);
        DataSource around = watched(FakeDataSource.asking(() -> {
            inner.take(watched);
            return connection();
        }));

        List<Site> sites = sites(woven(Plain.class), around);

        assertThat(sites).extracting(Site::className).containsExactly(AsAUser.class.getName(), Plain.class.getName());
    }

    @Test
    void proxyMayHideAnApplicationSoTheStackIsAsked() throws Exception {
        DataSource proxy = (DataSource) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {DataSource.class},
                (self, method, arguments) -> ((Callable<?>) watched::getConnection).call());

        List<Site> sites = sites(woven(Plain.class), proxy);

        assertThat(sites).extracting(Site::className).containsExactly(CallerWeaverTest.class.getName());
        assertThat(registry.captures()).isEqualTo(1);
    }

    @Test
    void packageThatIsIgnoredSinceIsNobodysSite() throws Exception {
        registry.apply(new LeaseSettings(
                true, CaptureMode.SITE, 10, new PackageRules(List.of(), List.of(Plain.class.getName()))));

        List<Site> sites = sites(woven(Plain.class));

        assertThat(sites).extracting(Site::className).containsExactly(CallerWeaverTest.class.getName());
    }

    @Test
    void siteIsUnknownWhereNoneIsWanted() throws Exception {
        registry.apply(new LeaseSettings(true, CaptureMode.OFF, 10, PackageRules.NONE));

        assertThat(sites(woven(Plain.class))).containsExactly(Site.UNKNOWN);
    }

    @Test
    void hookThatFailsDoesNotReachTheApplication() throws Exception {
        hook((place, source) -> {
            throw new StackOverflowError();
        });
        assertThat(sites(woven(Plain.class))).hasSize(1);

        Runnable failing = () -> {
            throw new StackOverflowError();
        };
        hook((place, source) -> failing);
        assertThat(sites(woven(AsAUser.class))).hasSize(1);

        System.getProperties().put(HookKey.CALLING, "no hook at all");
        assertThat(sites(woven(Plain.class))).hasSize(1);
        assertThat(registry.captures()).isEqualTo(3);
    }

    @Test
    void dataSourceThatIsNotThereIsMissedWhereItIsCalled() throws Exception {
        Throwable missed = missed(woven(Plain.class));

        assertThat(missed).isInstanceOf(NullPointerException.class);
        assertThat(missed.getStackTrace()[0].getMethodName()).isEqualTo("take");
        assertThat(missed(woven(AsAUser.class))).isInstanceOf(NullPointerException.class);
    }

    @Test
    void serialVersionStaysAsItWas() throws Exception {
        Class<?> woven = WovenLoader.woven(Keeper.class).loadClass(Keeper.class.getName());

        assertThat(woven.getDeclaredMethods())
                .anyMatch(method -> method.getName().equals(Detour.NAME));
        assertThat(ObjectStreamClass.lookup(woven).getSerialVersionUID())
                .isEqualTo(ObjectStreamClass.lookup(Keeper.class).getSerialVersionUID());
    }

    @Test
    void classFileOfTheNewestFormatIsWoven(@TempDir Path folder) throws Exception {
        byte[] file = compile(folder, "Newest", """
                public class Newest implements io.leasewatch.agent.Piece {
                    public void take(javax.sql.DataSource source) throws Exception {
                        try (var nothing = (AutoCloseable) () -> {}) {
                            source.getConnection();
                        }
                    }
                }
                """);
        WovenLoader loader = new WovenLoader("Newest", any -> file, true);

        List<Site> sites =
                sites((Piece) loader.loadClass("Newest").getConstructor().newInstance());

        assertThat(sites).containsExactly(new Site("Newest", "take", "Newest.java", 4));
        assertThat(registry.captures()).isZero();
    }

    @Test
    void classWithoutLinesIsLeftAlone() throws Exception {
        WovenLoader loader = new WovenLoader(Application.class.getName(), CallerWeaverTest::withoutLines, true);

        List<Site> sites = sites(loader.make(Plain.class, Piece.class));

        assertThat(sites).extracting(Site::className).containsExactly(CallerWeaverTest.class.getName());
        assertThat(registry.captures()).isEqualTo(1);
    }

    @Test
    void classesThatAreNoApplicationsOrAskNobodyAreLeftAlone() throws Exception {
        byte[] asks = bytes(Plain.class);

        assertThat(transform("org/hibernate/engine/A", asks)).isNull();
        assertThat(transform(WatchedDataSource.class.getName().replace('.', '/'), asks))
                .isNull();
        assertThat(new CallerWeaver()
                        .transform(ClassLoader.getPlatformClassLoader(), "com/example/A", null, null, asks))
                .isNull();
        assertThat(transform("com/ibm/A", asks)).isNotNull();
        assertThat(transform("org/hibernate/shop/A", asks)).isNotNull();
        assertThat(transform("com/example/A$$Proxy", asks)).isNull();
        assertThat(transform("com/example/A", asks)).isNotNull();
        assertThat(new CallerWeaver().transform(null, "com/example/A", null, null, asks))
                .isNull();
        assertThat(transform("com/example/A", bytes(CallerWeaverTest.class))).isNotNull();
        assertThat(transform("com/example/A", bytes(Site.class))).isNull();
    }

    @Test
    void classThatIsWovenIsNotWovenAgain() throws Exception {
        byte[] once = Objects.requireNonNull(transform("com/example/A", bytes(Plain.class)));

        assertThat(transform("com/example/A", once)).isNull();
    }

    @Test
    void classesThatCannotBeWovenStayAsTheyAreAndOneMessageSaysSo() {
        CallerWeaver callers = new CallerWeaver();

        try (RecordedLog log = RecordedLog.of(CallerWeaver.class)) {
            assertThat(callers.transform(getClass().getClassLoader(), "a/B", null, null, new byte[] {1, 2, 3}))
                    .isNull();
            assertThat(callers.transform(getClass().getClassLoader(), "a/C", null, null, new byte[] {1, 2, 3}))
                    .isNull();

            assertThat(log.lines()).singleElement().asString().contains("LSW9003W", "a.B");
        }
    }

    /** Where a walk finds a call that says nothing. */
    private String siteOfAnotherCall() throws SQLException {
        return sites(source -> source.getConnection()).get(0).method().replaceAll("lambda.([a-zA-Z]+).*", "$1");
    }

    private List<Site> sites(Piece piece) {
        return sites(piece, watched);
    }

    private List<Site> sites(Piece piece, DataSource source) {
        registry.openLeases().forEach(lease -> registry.close(lease, Outcome.RETURNED));
        try {
            piece.take(source);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        return registry.openLeases().stream()
                .sorted(Comparator.comparing(Lease::id))
                .map(Lease::site)
                .toList();
    }

    private static Piece woven(Class<? extends Piece> piece) throws ReflectiveOperationException {
        return WovenLoader.woven(piece).make(piece, Piece.class);
    }

    private DataSource watched(DataSource source) {
        return new WatchedDataSource(source, registry.pool("shop", ""), registry);
    }

    /** What a piece throws that gets no data source. */
    private static Throwable missed(Piece piece) {
        Throwable thrown = catchThrowable(
                () -> Piece.class.getMethod("take", DataSource.class).invoke(piece, new Object[1]));
        return Objects.requireNonNull(thrown.getCause());
    }

    private static Connection connection() {
        return (Connection) Proxy.newProxyInstance(
                CallerWeaverTest.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (self, method, arguments) -> method.getReturnType() == boolean.class ? true : null);
    }

    private static byte @Nullable [] transform(String name, byte[] file) {
        return new CallerWeaver().transform(CallerWeaverTest.class.getClassLoader(), name, null, null, file);
    }

    private static byte[] bytes(Class<?> type) throws Exception {
        try (var file = type.getResourceAsStream(
                type.getName().substring(type.getPackageName().length() + 1) + ".class")) {
            return file.readAllBytes();
        }
    }

    private static byte[] withoutLines(byte[] file) {
        ClassWriter writer = new ClassWriter(0);
        new ClassReader(file).accept(writer, ClassReader.SKIP_DEBUG);
        return writer.toByteArray();
    }

    private static byte[] compile(Path folder, String name, String text) throws Exception {
        var source = new SimpleJavaFileObject(URI.create("string:///" + name + ".java"), Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return text;
            }
        };
        List<String> options =
                List.of("-d", folder.toString(), "-proc:none", "-cp", System.getProperty("java.class.path"));
        assertThat(ToolProvider.getSystemJavaCompiler()
                        .getTask(null, null, null, options, null, List.of(source))
                        .call())
                .isTrue();
        return Files.readAllBytes(folder.resolve(name + ".class"));
    }

    /** Has no serial version of its own. */
    static final class Keeper implements Serializable {
        Object kept(DataSource source) throws SQLException {
            return source.getConnection();
        }
    }
}
