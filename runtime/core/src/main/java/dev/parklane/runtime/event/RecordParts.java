package dev.parklane.runtime.event;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The components of a class of records by their names. Found once for each class. */
final class RecordParts {
  private static final ClassValue<RecordParts> ALL =
      new ClassValue<>() {
        @Override
        protected RecordParts computeValue(Class<?> type) {
          return new RecordParts(type);
        }
      };

  private final Map<String, Method> accessors = new LinkedHashMap<>();

  private RecordParts(Class<?> type) {
    for (RecordComponent component : type.getRecordComponents()) {
      Method accessor = component.getAccessor();
      if (!accessor.trySetAccessible()) {
        throw new IllegalArgumentException(
            "[PL-H1.11] the components of "
                + type.getName()
                + " cannot be read for a guest; make it public in an exported package, or open its"
                + " package to dev.parklane.runtime");
      }
      accessors.put(component.getName(), accessor);
    }
  }

  static RecordParts of(Class<?> type) {
    return ALL.get(type);
  }

  boolean has(String name) {
    return accessors.containsKey(name);
  }

  Set<String> names() {
    return accessors.keySet();
  }

  /** What a component holds; null where there is none of that name. */
  @Nullable Object get(Record of, String name) {
    Method accessor = accessors.get(name);
    if (accessor == null) {
      return null;
    }
    try {
      return accessor.invoke(of);
    } catch (InvocationTargetException e) {
      throw new IllegalStateException(
          "[PL-H4.3] " + of.getClass().getName() + "." + name + "() fails: " + e.getCause(),
          e.getCause());
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }
}
