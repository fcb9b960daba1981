package dev.parklane.runtime.store;

import java.lang.invoke.MethodType;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Derives the codec of a class from what the class declares: the components of a record, the
 * constants of an enum, the classes that a sealed type permits. One object for one derivation; what
 * stands in its way is kept as {@link #refusal}.
 */
final class DerivedCodecs {
  private static final Set<Class<?>> COLLECTIONS =
      Set.of(List.class, Set.class, Map.class, Optional.class);

  /** What was derived without codecs of the user's, so that a lane of every agent shares it. */
  private static final ClassValue<AtomicReference<Codec<?>>> SHARED =
      new ClassValue<>() {
        @Override
        protected AtomicReference<Codec<?>> computeValue(Class<?> type) {
          return new AtomicReference<>();
        }
      };

  private final Class<?> root;
  private final int version; // of the root, where it contains itself too
  private final Map<Class<?>, Codec<?>> given = new HashMap<>(); // by the user
  private final Map<Class<?>, Codec<?>> met = new HashMap<>(); // on the way here
  private @Nullable String refusal;

  private DerivedCodecs(Class<?> root) {
    this(root, 1);
  }

  private DerivedCodecs(Class<?> root, int version) {
    this.root = root;
    this.version = version;
  }

  /** The codec of a class; null where there is none. */
  static @Nullable Codec<?> find(Class<?> type) {
    Class<?> boxed = boxed(type);
    AtomicReference<Codec<?>> shared = SHARED.get(boxed);
    Codec<?> there = shared.get();
    if (there == null) {
      there = new DerivedCodecs(boxed).codec(boxed, boxed.getTypeName());
      if (there != null && !shared.compareAndSet(null, there)) {
        there = shared.get(); // another thread was first, and keys compare codecs
      }
    }
    return there; // null is not remembered: the module may be opened later
  }

  /** The codec of a class, with codecs for some of those that it is made of. */
  static Codec<?> of(Class<?> type, Codec<?>... given) {
    Codec<?> there = given.length == 0 ? find(type) : null;
    if (there == null) {
      DerivedCodecs derived = new DerivedCodecs(boxed(type));
      derived.take(given);
      there = derived.codec(derived.root, derived.root.getTypeName());
      if (there == null) {
        throw new IllegalArgumentException("[PL-D5.15] " + derived.refusal);
      }
    }
    return there;
  }

  private static Class<?> boxed(Class<?> type) {
    return type.isPrimitive() ? MethodType.methodType(type).wrap().returnType() : type;
  }

  private void take(Codec<?>... codecs) {
    for (Codec<?> codec : codecs) {
      Class<?> type = codec.type();
      if (type == null) {
        throw new IllegalArgumentException(
            "[PL-D5.16] a codec given for "
                + root.getTypeName()
                + " tells no type, so that no component can be found for it: "
                + codec
                + "; make it with Codecs.via(type, ...), or override its type()");
      }
      if (COLLECTIONS.contains(type)) {
        throw new IllegalArgumentException(
            "[PL-D5.18] a codec given for %s is for every %s in it, whatever that holds: %s; give the codec of what it holds"
                .formatted(root.getTypeName(), type.getSimpleName(), codec));
      }
      if (given.putIfAbsent(boxed(type), codec) != null) {
        throw new IllegalArgumentException(
            "[PL-D5.19] two codecs are given for %s, in %s; give one"
                .formatted(type.getName(), root.getTypeName()));
      }
    }
    given.remove(root); // that is derived
  }

  private @Nullable Codec<?> codec(Type type, String path) {
    return switch (type) {
      case Class<?> plain -> plain(boxed(plain), path);
      case ParameterizedType generic -> generic(generic, path);
      case WildcardType any when any.getLowerBounds().length == 0 ->
          codec(any.getUpperBounds()[0], path);
      case TypeVariable<?> variable -> {
        Class<?> declares = (Class<?>) variable.getGenericDeclaration(); // a record is static
        yield refuse(
            path,
            "type variable " + variable + " of " + declares.getTypeName() + " stands for no class",
            "name a class there, or " + give(declares));
      }
      case GenericArrayType array ->
          refuse(path, array.getTypeName() + " has no codec", "use a List");
      default ->
          refuse(path, type.getTypeName() + " has no codec", "name the class of the values there");
    };
  }

  private @Nullable Codec<?> plain(Class<?> type, String path) {
    Codec<?> there = given.get(type);
    there = there == null ? met.get(type) : there;
    there = there == null ? ValueCodecs.of(type) : there;
    if (there != null) {
      return there;
    }
    if (COLLECTIONS.contains(type)) {
      return refuse(
          path,
          type.getTypeName() + " does not say of what",
          "declare it as in List<String>; for a lane, make its codec as in"
              + " Codecs.lists(Codecs.STRING)");
    }
    if (type.isEnum()) {
      return enums(type);
    }
    if (type.getTypeParameters().length > 0) {
      return codec(type.getTypeParameters()[0], path);
    }
    if (type.isRecord()) {
      return record(type, path);
    }
    if (type.isSealed()) {
      return sealed(type, path);
    }
    return refuse(
        path,
        type.getTypeName() + " has no codec",
        (type.isArray() ? "use a List" : "make it a record, an enum or a sealed type of them")
            + ", or "
            + give(type));
  }

  private @Nullable Codec<?> generic(ParameterizedType type, String path) {
    Class<?> raw = (Class<?>) type.getRawType();
    Codec<?> there = given.get(raw);
    if (there != null) {
      return there;
    }
    Type[] of = type.getActualTypeArguments();
    if (raw == Map.class) {
      Codec<?> keys = codec(of[0], path + "[key]");
      Codec<?> values = keys == null ? null : codec(of[1], path + "[value]");
      return values == null ? null : new CollectionCodecs.OfMap<>(keys, values);
    }
    if (COLLECTIONS.contains(raw)) {
      Codec<?> elements = codec(of[0], path + "[]");
      if (elements == null) {
        return null;
      }
      return raw == List.class
          ? new CollectionCodecs.OfList<>(elements)
          : raw == Set.class
              ? new CollectionCodecs.OfSet<>(elements)
              : new CollectionCodecs.OfOptional<>(elements);
    }
    return plain(raw, path);
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // the class of an enum
  private static Codec<?> enums(Class<?> type) {
    return ValueCodecs.enums((Class) type);
  }

  private @Nullable Codec<?> record(Class<?> type, String path) {
    RecordForm<?> form = RecordForm.of(type);
    if (form == null) {
      return refuse(
          path,
          type.getTypeName() + " is not open to dev.parklane.runtime",
          "write 'opens "
              + type.getPackageName()
              + " to dev.parklane.runtime;' in the declaration of "
              + type.getModule());
    }
    VersionedCodec<?> codec = versioned(type, form);
    met.put(type, codec);
    List<Codec<?>> components = new ArrayList<>();
    for (RecordComponent component : type.getRecordComponents()) {
      Codec<?> of = codec(component.getGenericType(), path + "." + component.getName());
      if (of == null) {
        return null;
      }
      components.add(of);
    }
    form.setComponents(components);
    return codec;
  }

  /** The codec of the root in its version; other classes have their own, which is the first. */
  private <T> VersionedCodec<T> versioned(Class<?> type, VersionedForm<T> form) {
    return type == root
        ? new VersionedCodec<>(type, this::rootForm, form, version)
        : VersionedCodec.of(type, form);
  }

  @SuppressWarnings("unchecked") // it is derived of the class of T, as it was before
  private <T> VersionedForm<T> rootForm(int other) {
    DerivedCodecs anew = new DerivedCodecs(root, other);
    anew.given.putAll(given);
    Codec<?> codec = anew.codec(root, root.getTypeName());
    return ((VersionedCodec<T>) Objects.requireNonNull(codec, () -> "" + anew.refusal)).form();
  }

  private @Nullable Codec<?> sealed(Class<?> type, String path) {
    SealedForm<?> form = new SealedForm<>(type);
    VersionedCodec<?> codec = versioned(type, form);
    met.put(type, codec);
    Map<Class<?>, Codec<?>> leaves = new LinkedHashMap<>();
    if (!addLeaves(type, path, leaves)) {
      return null;
    }
    Map<String, Class<?>> names = new HashMap<>();
    for (Class<?> leaf : leaves.keySet()) {
      Class<?> other = names.putIfAbsent(leaf.getSimpleName(), leaf);
      if (other != null) {
        return refuse(
            path,
            other.getTypeName() + " and " + leaf.getTypeName() + " have the same simple name",
            "rename one of them: the form of a sealed type tells its classes by that");
      }
    }
    form.setLeaves(leaves);
    return codec;
  }

  /** Adds all classes of which values of a sealed type can be; false where one has no codec. */
  private boolean addLeaves(Class<?> type, String path, Map<Class<?>, Codec<?>> leaves) {
    if (!type.isInterface() && !Modifier.isAbstract(type.getModifiers())) {
      refuse(
          path,
          type.getTypeName() + " is sealed, and has values of its own",
          "make it abstract, or " + give(type));
      return false;
    }
    for (Class<?> permitted : type.getPermittedSubclasses()) {
      String at = path + "(" + permitted.getSimpleName() + ")";
      if (permitted.isSealed() && !permitted.isEnum() && !given.containsKey(permitted)) {
        if (!addLeaves(permitted, at, leaves)) {
          return false;
        }
        continue;
      }
      Codec<?> codec = plain(permitted, at);
      if (codec == null) {
        return false;
      }
      leaves.put(permitted, codec);
    }
    return true;
  }

  private String give(Class<?> type) {
    return type == root
        ? "make its codec with Codecs.via(...)"
        : "give its codec: Codecs."
            + (root.isRecord() ? "record" : "sealed")
            + "("
            + root.getSimpleName()
            + ".class, Codecs.via("
            + type.getSimpleName()
            + ".class, ...))";
  }

  private @Nullable Codec<?> refuse(String path, String why, String remedy) {
    refusal = "no codec for " + path + ": " + why + "; " + remedy;
    return null;
  }
}
