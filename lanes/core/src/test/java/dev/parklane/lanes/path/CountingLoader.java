package dev.parklane.lanes.path;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.ClassHierarchyResolverOption;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.MethodModel;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;

/** Loads Parklane anew, with a call to {@link Calls#enter} at the head of each method. */
final class CountingLoader extends ClassLoader {
  private static final ClassDesc CALLS = ClassDesc.of(Calls.class.getName());
  private static final MethodTypeDesc NOTHING = MethodTypeDesc.of(ConstantDescs.CD_void);

  /** Writes the call at the head of a method. */
  private static final class AtHead implements CodeTransform {
    @Override
    public void atStart(CodeBuilder code) {
      code.invokestatic(CALLS, "enter", NOTHING);
    }

    @Override
    public void accept(CodeBuilder code, CodeElement element) {
      code.with(element);
    }
  }

  CountingLoader() {
    super(Calls.class.getClassLoader());
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (!name.startsWith("dev.parklane.") || name.startsWith(Calls.class.getName())) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      return loaded == null ? findClass(name) : loaded;
    }
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
      if (in == null) {
        throw new ClassNotFoundException(name);
      }
      byte[] read = in.readAllBytes();
      byte[] counting = name.startsWith(Calls.class.getPackageName()) ? read : counting(read);
      return defineClass(name, counting, 0, counting.length);
    } catch (IOException e) {
      throw new ClassNotFoundException(name, e);
    }
  }

  private byte[] counting(byte[] read) {
    ClassFile classes =
        ClassFile.of(
            ClassHierarchyResolverOption.of(
                ClassHierarchyResolver.ofResourceParsing(getParent())
                    .orElse(ClassHierarchyResolver.defaultResolver())));
    return classes.transformClass(
        classes.parse(read),
        ClassTransform.transformingMethodBodies(
            CountingLoader::isCounted, CodeTransform.ofStateful(AtHead::new)));
  }

  /** A class is initialized once, and on no path of an event. */
  private static boolean isCounted(MethodModel method) {
    return !method.methodName().equalsString(ConstantDescs.CLASS_INIT_NAME);
  }
}
