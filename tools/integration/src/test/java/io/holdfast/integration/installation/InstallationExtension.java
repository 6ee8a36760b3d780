package io.holdfast.integration.installation;

import io.holdfast.integration.testbed.TestBed;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives test classes the test bed and the one installation there, with nothing of the class before. After a test that has
 * failed the processes' logs are shown, and the next class gets a new installation on a new cluster.
 */
final class InstallationExtension implements BeforeAllCallback, AfterTestExecutionCallback, ParameterResolver {
    private static final String USER = "the test class that has the installation";
    private static final String FAILED = "a test has failed";

    @Override
    public void beforeAll(ExtensionContext context) {
        installation(context);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type.equals(TestBed.class) || type.equals(Installation.class);
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType().equals(TestBed.class) ? TestBed.of(context) : installation(context);
    }

    @Override
    public void afterTestExecution(ExtensionContext context) {
        if (context.getExecutionException().isPresent()) {
            store(context).put(FAILED, true);
            System.err.println(installation(context).lastLogged());
        }
    }

    /** By whichever comes first: a class with one instance for all its tests is constructed before {@link #beforeAll}. */
    private static Installation installation(ExtensionContext context) {
        ExtensionContext.Store store = store(context);
        Class<?> user = context.getRequiredTestClass();
        Installation installation = store.get(Installation.class, Installation.class);
        if (installation != null && user.equals(store.get(USER))) {
            return installation;
        }
        if (installation != null && store.remove(FAILED) != null) {
            store.remove(Installation.class);
            installation.close();
        } else if (installation != null) {
            installation.reset();
        }
        store.put(USER, user);
        return store.computeIfAbsent(
                Installation.class,
                _ -> Installation.on(TestBed.of(context), user.getSimpleName()),
                Installation.class);
    }

    private static ExtensionContext.Store store(ExtensionContext context) {
        return context.getRoot().getStore(ExtensionContext.Namespace.create(InstallationExtension.class));
    }
}
