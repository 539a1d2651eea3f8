package io.sockeye.bindings;

import io.sockeye.bindings.generated.addrinfo;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/**
 * One {@code struct addrinfo} of the list that {@code getaddrinfo} gave. Valid until {@code freeaddrinfo}.
 *
 * @param segment its memory
 */
public record Addrinfo(MemorySegment segment) {
    /**
     * Allocates hints.
     *
     * @param arena how long they live
     * @param family {@code AF_UNSPEC}, {@code AF_INET}, …
     * @param type {@code SOCK_STREAM}, … or 0
     * @param protocol a protocol or 0
     * @param flags {@code AI_PASSIVE}, …
     * @return the hints
     */
    public static Addrinfo hints(Arena arena, int family, int type, int protocol, int flags) {
        Platform.check();
        var segment = addrinfo.allocate(arena);
        addrinfo.ai_family(segment, family);
        addrinfo.ai_socktype(segment, type);
        addrinfo.ai_protocol(segment, protocol);
        addrinfo.ai_flags(segment, flags);
        return new Addrinfo(segment);
    }

    /**
     * What an address of {@code getaddrinfo} points to.
     *
     * @param pointer the address
     * @return the first of the list, or null for NULL
     */
    // SAFETY: getaddrinfo(3) gives NULL or the address of a whole addrinfo.
    public static @Nullable Addrinfo at(MemorySegment pointer) {
        Platform.check();
        return pointer.address() == 0 ? null : new Addrinfo(Downcalls.memory(pointer.address(), addrinfo.sizeof()));
    }

    /**
     * {@code ai_next}.
     *
     * @return the next of the list, or null at its end
     */
    public @Nullable Addrinfo next() {
        return at(addrinfo.ai_next(segment));
    }

    /**
     * {@code ai_family}.
     *
     * @return {@code AF_INET}, …
     */
    public int family() {
        return addrinfo.ai_family(segment);
    }

    /**
     * {@code ai_socktype}.
     *
     * @return {@code SOCK_STREAM}, …
     */
    public int type() {
        return addrinfo.ai_socktype(segment);
    }

    /**
     * {@code ai_protocol}.
     *
     * @return {@code IPPROTO_TCP}, …
     */
    public int protocol() {
        return addrinfo.ai_protocol(segment);
    }

    /**
     * {@code ai_canonname}.
     *
     * @return the host's proper name, of the first of a list that was asked with {@code AI_CANONNAME}
     */
    public @Nullable String canonname() {
        var name = addrinfo.ai_canonname(segment);
        return name.address() == 0 ? null : Downcalls.string(name);
    }

    /**
     * Copies {@code ai_addr}.
     *
     * @param target where to
     */
    // SAFETY: ai_addr has ai_addrlen bytes; getaddrinfo(3).
    public void copyAddress(SockaddrStorage target) {
        target.copyFrom(Downcalls.memory(addrinfo.ai_addr(segment).address(), addrinfo.ai_addrlen(segment)));
    }
}
