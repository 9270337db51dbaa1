using Headgate.Jinja.Values;
using Headgate.Jinja.Values.Formatting;
using Headgate.Jinja.Values.Numbers;

namespace Headgate.Jinja.Builtins.Filters;

/// <summary><c>n|filesizeformat(binary)</c>: a size in bytes for people, e.g. 13 kB.</summary>
internal static class FileSizeFormatFilter
{
    private static readonly Signature Signature = new("do_filesizeformat", 1, "binary?");

    private static readonly string[] Decimal = ["kB", "MB", "GB", "TB", "PB", "EB", "ZB", "YB"];
    private static readonly string[] Binary = ["KiB", "MiB", "GiB", "TiB", "PiB", "EiB", "ZiB", "YiB"];

    public static Value Apply(CallContext context, Value input, Arguments arguments)
    {
        var slots = default(ArgumentSlots);
        Signature.Bind(arguments, slots);
        var binary = !slots[0].IsMissing && slots[0].IsTruthy;
        var bytes = NumberFunctions.ToFloat(input);
        var step = binary ? 1024.0 : 1000.0;
        if (bytes == 1)
        {
            return Value.From("1 Byte");
        }
        if (bytes < step)
        {
            return Value.From(NumberFunctions.Truncate(Value.From(bytes)) + " Bytes");
        }
        var unit = step;
        var names = binary ? Binary : Decimal;
        for (var i = 0; i < names.Length; i++)
        {
            unit = Math.Pow(step, i + 2);
            if (bytes < unit || i == names.Length - 1)
            {
                var text = FloatFormat.Body(JinjaDecimal.From(Math.Abs(step * bytes / unit)), ("0", 1), 'f', 1, false);
                return Value.From($"{text} {names[i]}");
            }
        }
        return Value.From("");
    }
}
