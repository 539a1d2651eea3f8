package io.sockeye.benchmarks.measure;

import io.sockeye.benchmarks.Variant;
import java.util.Optional;

/** What a variant needs beside the JVM: a C compiler, Python, or a kernel that Netty's transport runs on. */
public final class Prerequisites {
    private Prerequisites() {}

    /** Why a variant cannot run on this machine; empty if it can. */
    public static Optional<String> missing(Variant variant) {
        return switch (variant.family()) {
            case C, JNI -> NativeProgram.missing();
            case NETTY -> NettyTransport.of(variant).missing();
            case PYTHON -> Executables.has("python3") ? Optional.empty() : Optional.of("no python3: install it");
            case SOCKEYE, NIO, NET -> Optional.empty();
        };
    }
}
