package io.holdfast.integration.testbed;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives tests the test bed. */
final class TestBedExtension implements ParameterResolver {
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType().equals(TestBed.class);
    }

    @Override
    public TestBed resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return TestBed.of(context);
    }
}
