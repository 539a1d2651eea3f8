package io.sockeye;

import io.sockeye.bindings.NameConstants;
import io.sockeye.bindings.NameSyscalls;
import io.sockeye.bindings.internal.ConstantNames;
import java.io.IOException;

/**
 * A look-up of a name or an address failed. The message has the call, the name, the {@code EAI_…} code, its number and its text:
 * {@code getaddrinfo(no.such.host): EAI_NONAME (-2) Name or service not known}.
 */
public final class GaiException extends IOException {
    private static final long serialVersionUID = 1;

    private static final class Codes {
        static final ConstantNames ALL = ConstantNames.of(NameConstants.class, "EAI_.*");
    }

    /** The {@code EAI_…} code. */
    private final int code;

    GaiException(String call, String name, int code) {
        super(call + "(" + name + "): " + Codes.ALL.name(code) + " (" + code + ") " + NameSyscalls.gai_strerror(code));
        this.code = code;
    }

    /** Throws if {@code result} is not 0: a negative one is an {@code EAI_…}, a positive one the errno of EAI_SYSTEM. */
    static void check(String call, String name, int result) throws IOException {
        if (result > 0) {
            throw ErrnoException.of(call, name, result);
        }
        if (result < 0) {
            throw new GaiException(call, name, result);
        }
    }

    /**
     * The code of getaddrinfo or getnameinfo.
     *
     * @return {@code EAI_NONAME}, {@code EAI_AGAIN}, …
     */
    public int code() {
        return code;
    }
}
