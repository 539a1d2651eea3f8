package io.sockeye;

import io.sockeye.bindings.NameConstants;
import io.sockeye.bindings.NameSyscalls;
import io.sockeye.bindings.internal.ConstantNames;
import java.io.IOException;

/**
 * A name could not be looked up. The message has the call, the name, the {@code EAI_…}, its number and its text:
 * {@code getaddrinfo(no.such.host): EAI_NONAME (-2) Name or service not known}.
 */
public final class GaiException extends IOException {
    private static final long serialVersionUID = 1;

    private static final class Names {
        static final ConstantNames ALL = ConstantNames.of(NameConstants.class, "EAI_.*");
    }

    /** Why it failed. */
    private final int code;

    GaiException(String call, String name, int code) {
        super(call + "(" + name + "): " + Names.ALL.name(code) + " (" + code + ") " + NameSyscalls.gai_strerror(code));
        this.code = code;
    }

    /**
     * Why it failed.
     *
     * @return {@code EAI_NONAME}, {@code EAI_AGAIN}, …
     */
    public int code() {
        return code;
    }
}
