using Headgate.Jinja.Values.Collections;
using Headgate.Jinja.Values.Text;

namespace Headgate.Jinja.Values.Methods;

/// <content>Cutting and joining.</content>
internal static partial class StrMethods
{
    private static readonly Signature SplitSignature = new("split", "sep?", "maxsplit?");
    private static readonly Signature SplitLinesSignature = new("splitlines", "keepends?");

    /// <summary>Splits at spaces when there is no separator.</summary>
    public static List<string> SplitText(string text, string? separator, long most)
    {
        var parts = new List<string>();
        var limit = most < 0 ? int.MaxValue : most;
        if (separator is null)
        {
            SplitAtSpaces(text, limit, parts);
            return parts;
        }
        if (separator.Length == 0)
        {
            throw PythonError.Value("empty separator");
        }
        var start = 0;
        while (parts.Count < limit)
        {
            var next = text.IndexOf(separator, start, StringComparison.Ordinal);
            if (next < 0)
            {
                break;
            }
            parts.Add(text[start..next]);
            start = next + separator.Length;
        }
        parts.Add(text[start..]);
        return parts;
    }

    public static List<string> RSplitText(string text, string? separator, long most)
    {
        var parts = new List<string>();
        var limit = most < 0 ? int.MaxValue : most;
        if (separator is null)
        {
            RSplitAtSpaces(text, limit, parts);
            return parts;
        }
        if (separator.Length == 0)
        {
            throw PythonError.Value("empty separator");
        }
        var end = text.Length;
        while (parts.Count < limit)
        {
            var next = text.AsSpan(0, end).LastIndexOf(separator);
            if (next < 0)
            {
                break;
            }
            parts.Add(text[(next + separator.Length)..end]);
            end = next;
        }
        parts.Add(text[..end]);
        parts.Reverse();
        return parts;
    }

    public static List<string> Lines(string text, bool keepEnds)
    {
        var lines = new List<string>();
        var start = 0;
        while (start < text.Length)
        {
            var end = start;
            while (end < text.Length && !CharacterClasses.IsLineBreak(text[end]))
            {
                end++;
            }
            var next = end;
            if (next < text.Length)
            {
                next += text[next] == '\r' && next + 1 < text.Length && text[next + 1] == '\n' ? 2 : 1;
            }
            lines.Add(text[start..(keepEnds ? next : end)]);
            start = next;
        }
        return lines;
    }

    private static void SplitAtSpaces(string text, long limit, List<string> parts)
    {
        var at = 0;
        while (true)
        {
            while (at < text.Length && CharacterClasses.IsSpace(text[at]))
            {
                at++;
            }
            if (at == text.Length)
            {
                return;
            }
            if (parts.Count >= limit)
            {
                parts.Add(text[at..]);
                return;
            }
            var start = at;
            while (at < text.Length && !CharacterClasses.IsSpace(text[at]))
            {
                at++;
            }
            parts.Add(text[start..at]);
        }
    }

    private static void RSplitAtSpaces(string text, long limit, List<string> parts)
    {
        var end = text.Length;
        while (true)
        {
            while (end > 0 && CharacterClasses.IsSpace(text[end - 1]))
            {
                end--;
            }
            if (end == 0)
            {
                break;
            }
            if (parts.Count >= limit)
            {
                parts.Add(text[..end]);
                break;
            }
            var stop = end;
            while (end > 0 && !CharacterClasses.IsSpace(text[end - 1]))
            {
                end--;
            }
            parts.Add(text[end..stop]);
        }
        parts.Reverse();
    }

    private static Value Split(CallContext context, in Value self, Arguments arguments)
    {
        var (separator, most) = BindSplit(arguments);
        return ListOf(context, SplitText(TextOf(self), separator, most), self.IsSafe);
    }

    private static Value RSplit(CallContext context, in Value self, Arguments arguments)
    {
        var (separator, most) = BindSplit(arguments);
        return ListOf(context, RSplitText(TextOf(self), separator, most), self.IsSafe);
    }

    private static (string? Separator, long Most) BindSplit(in Arguments arguments)
    {
        var slots = default(ArgumentSlots);
        SplitSignature.Bind(arguments, slots);
        string? separator = null;
        if (!slots[0].IsMissing && !slots[0].IsNone)
        {
            separator =
                slots[0].Reference as string ?? throw PythonError.Type($"must be str or None, not {MethodArguments.Shown(slots[0])}");
        }
        return (separator, slots[1].IsMissing ? -1 : MethodArguments.Index(slots[1]));
    }

    private static Value SplitLines(CallContext context, in Value self, Arguments arguments)
    {
        var slots = default(ArgumentSlots);
        SplitLinesSignature.Bind(arguments, slots);
        return ListOf(context, Lines(TextOf(self), !slots[0].IsMissing && slots[0].IsTruthy), self.IsSafe);
    }

    private static Value ListOf(CallContext context, List<string> parts, bool safe)
    {
        context.Step(1 + (parts.Count >> 3));
        var items = new List<Value>(parts.Count);
        foreach (var part in parts)
        {
            items.Add(safe ? Value.SafeString(part) : Value.From(part));
        }
        return Value.From(new JinjaList(items));
    }

    private static Value Join(CallContext context, in Value self, Arguments arguments)
    {
        MethodArguments.Check(arguments, "str", "join", 1, 1);
        return JoinItems(context, self, arguments[0]);
    }

    /// <summary>Python's join: a Markup escapes what it joins.</summary>
    public static Value JoinItems(CallContext context, in Value separator, in Value items)
    {
        if (!Operators.TryIterate(context, items, out var walk))
        {
            throw PythonError.Type("can only join an iterable");
        }
        var safe = separator.IsSafe;
        var between = TextOf(separator);
        using var buffer = new Headgate.Jinja.Values.Text.TextBuffer(context.Limits.MaxValueLength);
        for (var i = 0; walk.MoveNext(); i++)
        {
            context.Step();
            if (i > 0)
            {
                buffer.Append(between);
            }
            if (safe)
            {
                PythonText.WriteEscaped(buffer, walk.Current);
            }
            else if (walk.Current.Reference is string text)
            {
                buffer.Append(text);
            }
            else
            {
                throw PythonError.Type($"sequence item {i}: expected str instance, {walk.Current.TypeName} found");
            }
        }
        context.Reserve(buffer.Length);
        return safe ? Value.SafeString(buffer.ToString()) : Value.From(buffer.ToString());
    }

    private static Value Partition(string name, in Value self, Arguments arguments, bool last)
    {
        MethodArguments.Check(arguments, "str", name, 1, 1);
        var text = TextOf(self);
        var separator = MethodArguments.Text(arguments[0], name, 0);
        if (separator.Length == 0)
        {
            throw PythonError.Value("empty separator");
        }
        var at = last ? text.LastIndexOf(separator, StringComparison.Ordinal) : text.IndexOf(separator, StringComparison.Ordinal);
        if (at < 0)
        {
            return last ? Three("", "", text, self.IsSafe) : Three(text, "", "", self.IsSafe);
        }
        return Three(text[..at], separator, text[(at + separator.Length)..], self.IsSafe);
    }

    private static Value Three(string a, string b, string c, bool safe) =>
        safe
            ? Value.Tuple(Value.SafeString(a), Value.SafeString(b), Value.SafeString(c))
            : Value.Tuple(Value.From(a), Value.From(b), Value.From(c));
}
