using Headgate.Jinja.Values.Text;

namespace Headgate.Jinja.Values.Methods;

/// <content>Finding and replacing.</content>
internal static partial class StrMethods
{
    /// <summary>Python's replace; a negative count replaces everything.</summary>
    public static string ReplaceText(CallContext context, string text, string old, string with, long count)
    {
        if (count == 0 || (old.Length == 0 && with.Length == 0))
        {
            return text;
        }
        if (old.Length == 0)
        {
            return Interleave(context, text, with, count);
        }
        if (count < 0 && old.Length == with.Length)
        {
            return ReplaceInPlace(context, text, old, with);
        }
        var found = 0;
        for (var at = text.IndexOf(old, StringComparison.Ordinal); at >= 0 && (count < 0 || found < count); found++)
        {
            at = text.IndexOf(old, at + old.Length, StringComparison.Ordinal);
        }
        if (found == 0)
        {
            return text;
        }
        context.Reserve(text.Length + (found * ((long)with.Length - old.Length)));
        if (count < 0)
        {
            return text.Replace(old, with, StringComparison.Ordinal);
        }
        using var buffer = new Headgate.Jinja.Values.Text.TextBuffer();
        var start = 0;
        for (var i = 0; i < found; i++)
        {
            var next = text.IndexOf(old, start, StringComparison.Ordinal);
            buffer.Append(text.AsSpan(start, next - start));
            buffer.Append(with);
            start = next + old.Length;
        }
        buffer.Append(text.AsSpan(start));
        return buffer.ToString();
    }

    /// <summary>What is replaced is as long as what it is replaced with: the length is known without counting.</summary>
    private static string ReplaceInPlace(CallContext context, string text, string old, string with)
    {
        if (!text.Contains(old, StringComparison.Ordinal))
        {
            return text;
        }
        context.Reserve(text.Length);
        return old.Length == 1 ? text.Replace(old[0], with[0]) : text.Replace(old, with, StringComparison.Ordinal);
    }

    private static string Interleave(CallContext context, string text, string with, long count)
    {
        context.Reserve(text.Length + ((text.Length + 1L) * with.Length));
        using var buffer = new Headgate.Jinja.Values.Text.TextBuffer(context.Limits.MaxValueLength);
        var left = count < 0 ? long.MaxValue : count;
        var at = 0;
        for (; left > 0; left--)
        {
            buffer.Append(with);
            if (at == text.Length)
            {
                break;
            }
            var units = CodePoints.UnitsAt(text, at);
            buffer.Append(text.AsSpan(at, units));
            at += units;
        }
        buffer.Append(text.AsSpan(at));
        return buffer.ToString();
    }

    private static Value Replace(CallContext context, in Value self, Arguments arguments)
    {
        MethodArguments.Check(arguments, "str", "replace", 2, 3);
        var old = MethodArguments.Text(arguments[0], "replace", 1);
        var with = MethodArguments.Text(arguments[1], "replace", 2);
        var count = arguments.PositionalCount > 2 ? MethodArguments.Index(arguments[2]) : -1;
        return Value.From(ReplaceText(context, TextOf(self), old, with, count));
    }

    /// <summary>The part of the text between two bounds in code points, as offsets in UTF-16 units; false when the bounds are beyond it.</summary>
    private static bool TryBounds(string text, in Value start, in Value end, out int first, out int last)
    {
        var length = CodePoints.Count(text);
        var from = MethodArguments.Bound(start, 0);
        var to = MethodArguments.Bound(end, length);
        from = from < 0 ? Math.Max(0, from + length) : from;
        to = to < 0 ? Math.Max(0, to + length) : Math.Min(to, length);
        first = from > length ? 0 : CodePoints.OffsetOf(text, (int)from);
        last = CodePoints.OffsetOf(text, (int)to);
        return from <= length && from <= to;
    }

    private static long Find(string name, in Value self, Arguments arguments, bool last)
    {
        MethodArguments.CheckSearch(arguments, name);
        var part = SearchText(arguments[0]);
        var text = TextOf(self);
        if (!TryBounds(text, MethodArguments.At(arguments, 1), MethodArguments.At(arguments, 2), out var first, out var stop))
        {
            return -1;
        }
        var span = text.AsSpan(first, stop - first);
        var at = last ? span.LastIndexOf(part) : span.IndexOf(part);
        if (last && part.Length == 0)
        {
            at = span.Length;
        }
        return at < 0 ? -1 : CodePoints.IndexOf(text, first + at);
    }

    private static Value Index(string name, in Value self, Arguments arguments, bool last)
    {
        var at = Find(name, self, arguments, last);
        return at < 0 ? throw PythonError.Value("substring not found") : Value.From(at);
    }

    private static Value Count(CallContext context, in Value self, Arguments arguments)
    {
        MethodArguments.CheckSearch(arguments, "count");
        var part = SearchText(arguments[0]);
        var text = TextOf(self);
        if (!TryBounds(text, MethodArguments.At(arguments, 1), MethodArguments.At(arguments, 2), out var first, out var stop))
        {
            return Value.From(0);
        }
        var span = text.AsSpan(first, stop - first);
        if (part.Length == 0)
        {
            return Value.From(CodePoints.Count(span) + 1);
        }
        var count = 0;
        for (var at = span.IndexOf(part); at >= 0; at = span.IndexOf(part))
        {
            count++;
            span = span[(at + part.Length)..];
        }
        return Value.From(count);
    }

    private static string SearchText(in Value value) =>
        value.Reference as string ?? throw PythonError.Type($"must be str, not {MethodArguments.Shown(value)}");

    private static bool StartsAt(ReadOnlySpan<char> text, string part) => text.StartsWith(part);

    private static bool EndsAt(ReadOnlySpan<char> text, string part) => text.EndsWith(part);

    private delegate bool AffixTest(ReadOnlySpan<char> text, string part);

    private static Value Affix(string name, in Value self, Arguments arguments, AffixTest test)
    {
        MethodArguments.CheckSearch(arguments, name);
        var text = TextOf(self);
        var inside = TryBounds(text, MethodArguments.At(arguments, 1), MethodArguments.At(arguments, 2), out var first, out var stop);
        var span = inside ? text.AsSpan(first, stop - first) : default;
        if (arguments[0].Reference is string one)
        {
            return Value.From(inside && test(span, one));
        }
        if (arguments[0].Kind != ValueKind.Tuple)
        {
            throw PythonError.Type($"{name} first arg must be str or a tuple of str, not {MethodArguments.Shown(arguments[0])}");
        }
        foreach (ref readonly var item in arguments[0].TupleReference.Items.AsSpan())
        {
            var part =
                item.Reference as string
                ?? throw PythonError.Type($"tuple for {name} must only contain str, not {MethodArguments.Shown(item)}");
            if (inside && test(span, part))
            {
                return Value.True;
            }
        }
        return Value.False;
    }

    private static Value RemovePrefix(CallContext context, in Value self, Arguments arguments)
    {
        MethodArguments.Check(arguments, "str", "removeprefix", 1, 1);
        var part = MethodArguments.Text(arguments[0], "removeprefix", 0);
        var text = TextOf(self);
        return Value.From(text.StartsWith(part, StringComparison.Ordinal) ? text[part.Length..] : text);
    }

    private static Value RemoveSuffix(CallContext context, in Value self, Arguments arguments)
    {
        MethodArguments.Check(arguments, "str", "removesuffix", 1, 1);
        var part = MethodArguments.Text(arguments[0], "removesuffix", 0);
        var text = TextOf(self);
        return Value.From(text.EndsWith(part, StringComparison.Ordinal) ? text[..^part.Length] : text);
    }
}
