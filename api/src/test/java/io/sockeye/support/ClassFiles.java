package io.sockeye.support;

import java.io.IOException;
import java.lang.classfile.AttributedElement;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.Utf8Entry;
import java.lang.reflect.AccessFlag;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The compiled classes of a folder: which classes they use, and which they show in their signatures. */
public final class ClassFiles {
    private static final Pattern IN_DESCRIPTOR = Pattern.compile("L(io/sockeye/[\\w/$]+)");

    private final Map<String, ClassModel> classes = new HashMap<>();
    private final Set<String> exported = new HashSet<>();

    private ClassFiles(Collection<Path> files) throws IOException {
        for (var file : files) {
            var model = ClassFile.of().parse(file);
            model.findAttribute(Attributes.module())
                    .ifPresentOrElse(
                            module -> module.exports().stream()
                                    .filter(export -> export.exportsTo().isEmpty())
                                    .forEach(export -> exported.add(
                                            export.exportedPackage().name().stringValue())),
                            () -> classes.put(model.thisClass().asInternalName(), model));
        }
    }

    /** All classes below {@code folder}, which has a module-info.class. */
    public static ClassFiles below(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            return new ClassFiles(files.filter(file -> file.toString().endsWith(".class"))
                    .toList());
        }
    }

    /** These classes and those nested in them, as if their packages were exported without a qualification. */
    public static ClassFiles of(Path folder, Class<?>... classes) throws IOException {
        var files = new ArrayList<Path>();
        for (var type : classes) {
            files.add(folder.resolve(type.getName().replace('.', '/') + ".class"));
        }
        var read = new ClassFiles(files);
        Stream.of(classes).forEach(type -> read.exported.add(type.getPackageName().replace('.', '/')));
        return read;
    }

    public Set<String> exportedPackages() {
        return exported;
    }

    /** For each top-level class of the folder, the top-level classes of Sockeye that it uses. */
    public Map<String, Set<String>> uses() {
        var uses = new HashMap<String, Set<String>>();
        classes.forEach((name, model) -> {
            var user = topLevel(name);
            for (var entry : model.constantPool()) {
                var used = switch (entry) {
                    case ClassEntry type when type.asInternalName().startsWith("[") -> mentioned(type.asInternalName());
                    case ClassEntry type -> Set.of(type.asInternalName());
                    case Utf8Entry text -> mentioned(text.stringValue());
                    default -> Set.<String>of();
                };
                used.stream()
                        .filter(type -> type.startsWith("io/sockeye/"))
                        .map(ClassFiles::topLevel)
                        .filter(type -> !type.equals(user))
                        .forEach(type -> uses.computeIfAbsent(user, _ -> new TreeSet<>()).add(type));
            }
        });
        return uses;
    }

    /** For each part of an exported class that its users see, as "class.member", the classes of Sockeye in its signature. */
    public Map<String, Set<String>> signatures() {
        var signatures = new HashMap<String, Set<String>>();
        for (var model : visible()) {
            var name = model.thisClass().asInternalName();
            var supertypes = new ArrayList<ClassEntry>(model.interfaces());
            model.superclass().ifPresent(supertypes::add);
            var types = new TreeSet<String>();
            supertypes.forEach(type -> types.add(type.asInternalName()));
            types.addAll(generic(model));
            signatures.put(name, types);
            model.fields().stream()
                    .filter(field -> isVisible(field.flags().flags()))
                    .forEach(field -> signatures.put(
                            name + "." + field.fieldName(), both(field.fieldType().stringValue(), field)));
            model.methods().stream()
                    .filter(method -> isVisible(method.flags().flags()))
                    .forEach(method -> {
                        var mentions = both(method.methodType().stringValue(), method);
                        method.findAttribute(Attributes.exceptions())
                                .ifPresent(thrown -> thrown.exceptions()
                                        .forEach(type -> mentions.add(type.asInternalName())));
                        signatures.put(name + "." + method.methodName() + method.methodType(), mentions);
                    });
        }
        return signatures;
    }

    /** The public classes of exported packages, and their superclasses, whose members they inherit. */
    private List<ClassModel> visible() {
        var visible = new ArrayList<ClassModel>();
        var seen = new HashSet<String>();
        for (var model : classes.values()) {
            boolean reached = isPublic(model);
            for (var next = model; reached && next != null && seen.add(next.thisClass().asInternalName());) {
                visible.add(next);
                next = next.superclass().map(type -> classes.get(type.asInternalName())).orElse(null);
            }
        }
        return visible;
    }

    private boolean isPublic(ClassModel model) {
        var name = model.thisClass().asInternalName();
        int slash = name.lastIndexOf('/');
        if (!exported.contains(name.substring(0, slash))) {
            return false;
        }
        // A nested class has its real access in the list of nested classes, and so have those around it.
        return model.flags().has(AccessFlag.PUBLIC)
                && model.findAttribute(Attributes.innerClasses()).stream()
                        .flatMap(nested -> nested.classes().stream())
                        .filter(nested -> (name + "$").startsWith(nested.innerClass().asInternalName() + "$"))
                        .allMatch(nested -> isVisible(nested.flags()));
    }

    private static boolean isVisible(Set<AccessFlag> flags) {
        return flags.contains(AccessFlag.PUBLIC) || flags.contains(AccessFlag.PROTECTED);
    }

    private static Set<String> both(String descriptor, AttributedElement member) {
        var types = mentioned(descriptor);
        types.addAll(generic(member));
        return types;
    }

    /** What the type parameters and arguments mention. */
    private static Set<String> generic(AttributedElement element) {
        return element.findAttribute(Attributes.signature())
                .map(signature -> mentioned(signature.signature().stringValue()))
                .orElseGet(TreeSet::new);
    }

    private static Set<String> mentioned(String descriptor) {
        var types = new TreeSet<String>();
        IN_DESCRIPTOR.matcher(descriptor).results().forEach(match -> types.add(match.group(1)));
        return types;
    }

    private static String topLevel(String name) {
        int nested = name.indexOf('$');
        return nested < 0 ? name : name.substring(0, nested);
    }
}
