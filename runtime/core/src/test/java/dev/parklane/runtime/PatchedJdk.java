package dev.parklane.runtime;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.MethodModel;
import java.lang.classfile.Opcode;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** A {@code StructuredTaskScope} as another JDK has it, made from that of this one. */
enum PatchedJdk {
  /** As in 26: the second parameter of {@code open} is a {@code UnaryOperator}. */
  OPENS_WITH_UNARY_OPERATOR {
    @Override
    ClassTransform transform() {
      return (builder, element) -> {
        if (element instanceof MethodModel method && opensWithFunction(method)) {
          MethodTypeDesc type =
              method
                  .methodTypeSymbol()
                  .changeParameterType(1, UnaryOperator.class.describeConstable().orElseThrow());
          builder.withMethod(
              "open",
              type,
              method.flags().flagsMask(),
              code -> method.code().ifPresent(code::with));
        } else {
          builder.with(element);
        }
      };
    }
  },

  /** As in no JDK that is known: {@code open} takes no settings. */
  OPENS_WITHOUT_SETTINGS {
    @Override
    ClassTransform transform() {
      return ClassTransform.dropping(
          element -> element instanceof MethodModel method && opensWithFunction(method));
    }
  },

  /** As in no JDK that is known: {@code open} throws. */
  OPENS_NOTHING {
    @Override
    ClassTransform transform() {
      return atTheBeginOfOpen(PatchedJdk::refuse);
    }
  },

  /** As in no JDK that is known: {@code open} throws while a system property is set. */
  OPENS_NOTHING_LATER {
    @Override
    ClassTransform transform() {
      return atTheBeginOfOpen(code ->
          code.loadConstant(ScopelessProgram.CLOSED)
              .invokestatic(SYSTEM, "getProperty", GET_PROPERTY)
              .ifThen(Opcode.IFNONNULL, PatchedJdk::refuse));
    }
  };

  private static final ClassDesc SYSTEM = System.class.describeConstable().orElseThrow();
  private static final MethodTypeDesc GET_PROPERTY =
      MethodTypeDesc.of(ConstantDescs.CD_String, ConstantDescs.CD_String);
  private static final ClassDesc REFUSAL =
      UnsupportedOperationException.class.describeConstable().orElseThrow();
  private static final String CLASS = "java/util/concurrent/StructuredTaskScope.class";

  abstract ClassTransform transform();

  private static ClassTransform atTheBeginOfOpen(Consumer<CodeBuilder> act) {
    return ClassTransform.transformingMethodBodies(
        PatchedJdk::opensWithFunction,
        new CodeTransform() {
          @Override
          public void atStart(CodeBuilder code) {
            act.accept(code);
          }

          @Override
          public void accept(CodeBuilder code, CodeElement element) {
            code.with(element);
          }
        });
  }

  private static void refuse(CodeBuilder code) {
    code.new_(REFUSAL)
        .dup()
        .invokespecial(REFUSAL, ConstantDescs.INIT_NAME, ConstantDescs.MTD_void)
        .athrow();
  }

  private static boolean opensWithFunction(MethodModel method) {
    return method.methodName().equalsString("open")
        && method.methodTypeSymbol().parameterCount() == 2
        && method
            .methodTypeSymbol()
            .parameterType(1)
            .equals(Function.class.describeConstable().orElseThrow());
  }

  /** The option that starts a JVM with it; the class is put into this folder. */
  String option(Path folder) {
    try (InputStream in =
        Objects.requireNonNull(ClassLoader.getSystemResourceAsStream(CLASS), CLASS)) {
      ClassFile classes = ClassFile.of();
      Path file = folder.resolve(CLASS);
      Files.createDirectories(file.getParent());
      Files.write(file, classes.transformClass(classes.parse(in.readAllBytes()), transform()));
      return "--patch-module=java.base=" + folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
