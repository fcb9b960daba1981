package dev.parklane.runtime.event;

import java.lang.foreign.AddressLayout;
import java.lang.foreign.GroupLayout;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.PaddingLayout;
import java.lang.foreign.SequenceLayout;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/** The C declaration of a struct, in which C checks each offset and the size. */
final class CHeader {
  private final String name;
  private final StructLayout struct;
  private final StringBuilder members = new StringBuilder();
  private final StringBuilder checks = new StringBuilder();

  CHeader(String name, StructLayout struct) {
    this.name = name;
    this.struct = struct;
  }

  String text() {
    members.setLength(0);
    checks.setLength(0);
    addMembers(struct, "  ", "", 0);
    return """
    #pragma once

    #include <assert.h>
    #include <stdbool.h>
    #include <stddef.h>
    #include <stdint.h>

    typedef struct %1$s {
    %2$s} %1$s;

    static_assert(sizeof(%1$s) == %3$d, "size of %1$s");
    %4$s\
    """
        .formatted(name, members, struct.byteSize(), checks);
  }

  private void addMembers(GroupLayout group, String indent, String path, long base) {
    long offset = base;
    for (MemoryLayout member : group.memberLayouts()) {
      if (!(member instanceof PaddingLayout)) {
        String inner = member.name().orElseThrow(() -> noC(member, "has no name"));
        checks.append(
            "static_assert(offsetof(%1$s, %2$s) == %3$d, \"offset of %2$s\");\n"
                .formatted(name, path + inner, offset));
        addMember(member, inner, indent, path, offset);
      }
      if (group instanceof StructLayout) {
        offset += member.byteSize();
      }
    }
  }

  private void addMember(
      MemoryLayout member, String inner, String indent, String path, long offset) {
    MemoryLayout element = member;
    StringBuilder dimensions = new StringBuilder();
    String zeros = "";
    while (element instanceof SequenceLayout sequence) {
      dimensions.append('[').append(sequence.elementCount()).append(']');
      zeros += "[0]";
      element = sequence.elementLayout();
    }
    members.append(indent);
    if (element instanceof GroupLayout group) {
      members.append(group instanceof StructLayout ? "struct {\n" : "union {\n");
      addMembers(group, indent + "  ", path + inner + zeros + ".", offset);
      members.append(indent).append("} ");
    } else {
      members.append(type((ValueLayout) element));
    }
    members.append(inner).append(dimensions).append(";\n");
  }

  private String type(ValueLayout value) {
    if (value.order() != ByteOrder.nativeOrder()) {
      throw noC(value, "is " + value.order());
    }
    if (value instanceof AddressLayout address) {
      boolean text =
          address.targetLayout().orElse(null) instanceof SequenceLayout target
              && target.elementLayout() instanceof ValueLayout.OfByte;
      return text ? "const char *" : "const void *";
    }
    return switch (value) {
      case ValueLayout.OfBoolean _ -> "bool ";
      case ValueLayout.OfChar _ -> "uint16_t ";
      case ValueLayout.OfFloat _ -> "float ";
      case ValueLayout.OfDouble _ -> "double ";
      default -> "int" + 8 * value.byteSize() + "_t ";
    };
  }

  private IllegalStateException noC(MemoryLayout member, String why) {
    return new IllegalStateException(
        "[PL-H3] no C declaration of " + name + ": its member " + member + " " + why);
  }
}
