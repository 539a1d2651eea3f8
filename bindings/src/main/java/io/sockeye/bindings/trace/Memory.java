package io.sockeye.bindings.trace;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.jspecify.annotations.Nullable;

/** Memory of this process, to be shown. */
final class Memory {
    /** As many bytes of a string as strace shows; its option {@code -s}. */
    static final int SHOWN = 32;

    private static final int LONGEST = 1 << 16;

    private Memory() {}

    /** A copy that may be read as any struct, or NULL for NULL. */
    static MemorySegment copy(MemorySegment memory) {
        if (memory.address() == 0) {
            return memory;
        }
        long size = Math.min(memory.byteSize(), LONGEST);
        return room(size).copyFrom(memory.asSlice(0, size));
    }

    /**
     * What a pointer in a struct points to, or null if it points nowhere. It is read by the kernel, as strace reads it:
     * no segment says how long it is, and the caller may have put a wrong one there.
     */
    static @Nullable MemorySegment at(long address, long bytes) {
        if (address <= 0 || bytes < 0) {
            return null;
        }
        var read = new byte[(int) Math.min(bytes, LONGEST)];
        try (var process = new RandomAccessFile("/proc/self/mem", "r")) {
            process.seek(address);
            process.readFully(read);
        } catch (IOException notThere) {
            // EIO where nothing is mapped: the address is all there is to show.
            return null;
        }
        return room(read.length).copyFrom(MemorySegment.ofArray(read));
    }

    /** Heap memory with the alignment that C's structs need. */
    private static MemorySegment room(long bytes) {
        return MemorySegment.ofArray(new long[Math.toIntExact((bytes + 7) / 8)]).asSlice(0, bytes);
    }

    static String address(long address) {
        return address == 0 ? "NULL" : "0x" + Long.toHexString(address);
    }

    /** {@code "text"}, or {@code "the first 32 bytes"...}. */
    static String quoted(MemorySegment memory, long length) {
        long shown = Math.min(length, SHOWN);
        return quoted(memory.asSlice(0, shown)) + (length > SHOWN ? "..." : "");
    }

    /** All of it, in quotes, with C's escapes. */
    static String quoted(MemorySegment memory) {
        var bytes = memory.toArray(ValueLayout.JAVA_BYTE);
        var text = new StringBuilder("\"");
        for (int i = 0; i < bytes.length; i++) {
            escape(text, bytes[i] & 0xFF, i + 1 < bytes.length && bytes[i + 1] >= '0' && bytes[i + 1] <= '9');
        }
        return text.append('"').toString();
    }

    private static void escape(StringBuilder text, int character, boolean beforeDigit) {
        switch (character) {
            case '"', '\\' -> text.append('\\').append((char) character);
            case '\n' -> text.append("\\n");
            case '\t' -> text.append("\\t");
            case '\r' -> text.append("\\r");
            case '\f' -> text.append("\\f");
            case 0x0B -> text.append("\\v");
            default -> {
                if (character >= ' ' && character < 0x7F) {
                    text.append((char) character);
                } else {
                    // Octal, and no shorter than the next digit allows.
                    var octal = Integer.toOctalString(character);
                    text.append('\\').append(beforeDigit ? "0".repeat(3 - octal.length()) : "").append(octal);
                }
            }
        }
    }

    /** A string of C that ends within its memory. */
    static String path(MemorySegment memory) {
        long length = 0;
        while (length < memory.byteSize() && memory.get(ValueLayout.JAVA_BYTE, length) != 0) {
            length++;
        }
        return quoted(memory.asSlice(0, length));
    }
}
