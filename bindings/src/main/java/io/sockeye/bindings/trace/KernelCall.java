package io.sockeye.bindings.trace;

import java.util.List;
import java.util.function.Function;

/**
 * How strace shows a call: by the name and the arguments that the kernel sees, which for some is not what the C library's
 * function is called with.
 *
 * @param call the C library's function
 * @param name the system call
 * @param family for events of JFR
 * @param arguments in the kernel's order
 * @param comment the comment after the result
 */
record KernelCall(String call, String name, Family family, List<Argument> arguments,
        Function<CallArguments, String> comment) {
    /** What a call is about. */
    enum Family {
        SOCKET, WAIT, FILE, EVENT, OTHER
    }

    static KernelCall as(String call, Family family, Argument... arguments) {
        return as(call, call, family, arguments);
    }

    static KernelCall as(String call, String name, Family family, Argument... arguments) {
        return new KernelCall(call, name, family, List.of(arguments), _ -> "");
    }

    /** Does the system call begin with a descriptor? */
    boolean hasDescriptor() {
        return !arguments.isEmpty() && arguments.getFirst().equals(Argument.FD);
    }

    KernelCall withComment(Function<CallArguments, String> behindResult) {
        return new KernelCall(call, name, family, arguments, behindResult);
    }
}
