# What Parklane asks a Python guest: what values are. Nothing is imported that a script may not need.
def _parklane():
    import sys

    library = sys.stdlib_module_names
    module = type(sys)
    views = (type({}.keys()), type({}.values()), type({}.items()))

    def no(why):
        return "no", why

    def slots(value, kind):
        for c in reversed(kind.__mro__):
            own = c.__dict__.get("__slots__", ())
            for name in (own,) if isinstance(own, str) else own:
                if name.startswith("__") and not name.endswith("__"):
                    name = "_" + c.__name__.lstrip("_") + name
                if not name.startswith("__"):
                    yield name

    def members(value, kind):
        entries = [(n, getattr(value, n)) for n in slots(value, kind) if hasattr(value, n)]
        own = getattr(value, "__dict__", None)
        if own is None and not any(True for _ in slots(value, kind)):
            return no("a " + kind.__name__ + " has nothing of its own; give a value")
        entries += [(n, v) for n, v in (own or {}).items() if not n.startswith("__")]
        return "members", entries

    def is_a(value, module_name, name):
        there = getattr(sys.modules.get(module_name), name, None)
        return isinstance(there, type) and isinstance(value, there)

    def of_time(value):
        if is_a(value, "datetime", "datetime"):
            offset = value.utcoffset()
            if offset is None:
                return "datetime", value.replace(tzinfo=None).isoformat()
            there = value.replace(tzinfo=None) - offset
            return "instant", there.isoformat() + "Z"
        if is_a(value, "datetime", "date"):
            return "date", value.isoformat()
        if is_a(value, "datetime", "time"):
            there = value.replace(tzinfo=None).isoformat()
            if value.tzinfo is None:
                return "time", there
            offset = value.utcoffset()
            if offset is None:
                return no("the offset of its zone depends on the date; give a datetime")
            return "offset", there, offset.days * 86_400 + offset.seconds
        if is_a(value, "datetime", "timezone"):
            minutes = value.utcoffset(None).total_seconds() // 60
            sign = "-" if minutes < 0 else "+"
            return "zone", "%s%02d:%02d" % ((sign,) + divmod(abs(minutes), 60))
        if is_a(value, "zoneinfo", "ZoneInfo") and value.key is not None:
            return "zone", value.key
        return None

    def known(value):
        time = of_time(value)
        if time is not None:
            return time
        if is_a(value, "decimal", "Decimal"):
            if value.is_finite():
                return "decimal", str(value)
            return no("there is no such BigDecimal in Java; give a float, or None")
        if is_a(value, "datetime", "timedelta"):
            return "duration", value.days, value.seconds, value.microseconds
        if is_a(value, "enum", "Enum"):
            if value.name is None:
                return no("it has no name of its own; give its value")
            return "text", value.name
        if is_a(value, "uuid", "UUID"):
            return "uuid", str(value)
        if is_a(value, "types", "SimpleNamespace"):
            return "members", list(vars(value).items())
        return None

    def plain(value):
        kind = type(value)
        if isinstance(value, (set, frozenset)):
            return ("set",)
        if isinstance(value, (bytes, bytearray)):
            return ("bytes",)
        if isinstance(value, memoryview):
            return ("bytes",) if value.format == "B" and value.contiguous else ("list",)
        if isinstance(value, views):
            return ("list",)
        if isinstance(value, module):
            return no("a module cannot leave its guest; give a value of it")
        if isinstance(value, complex):
            return no("there are no complex numbers in Java; give its parts")
        if hasattr(kind, "__await__"):
            return no("a coroutine or other awaitable is work to do; give what comes of it")
        found = known(value)
        if found is not None:
            return found
        if hasattr(kind, "keys") and hasattr(kind, "__getitem__"):
            return "entries", [(k, value[k]) for k in value.keys()]
        if hasattr(kind, "__next__") or hasattr(kind, "__anext__"):
            return no("a generator or iterator is used up by who reads it; give list(...) of it")
        if hasattr(kind, "__iter__"):
            return ("list",)
        home = kind.__module__
        if home == "builtins" or home.partition(".")[0] in library and home != "__main__":
            name = kind.__name__ if home == "builtins" else home + "." + kind.__name__
            return no("there is nothing in Java for a Python " + name + "; give what is in it")
        return members(value, kind)

    def read_only(what, item):
        raise (TypeError if item else AttributeError)(what)

    def described(value):
        kind = type(value)
        if hasattr(kind, "__await__"):
            return "a coroutine" if kind.__name__ == "coroutine" else "an awaitable " + kind.__name__
        if hasattr(kind, "__anext__"):
            return "an async generator" if kind.__name__ == "async_generator" else "an async iterator"
        if hasattr(kind, "__next__"):
            return "a generator" if kind.__name__ == "generator" else "an iterator " + kind.__name__
        return None

    def function(value):
        kind = type(value)
        if kind.__module__ == "polyglot":
            return None
        name = getattr(value, "__name__", kind.__name__)
        return "" if name == "<lambda>" else name, id(value)

    return plain, read_only, described, function


_parklane()
