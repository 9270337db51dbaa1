namespace Headgate.Jinja.Values.Formatting;

/// <summary>Python's <c>text % values</c>.</summary>
internal static class PercentFormat
{
    public static Value Apply(CallContext context, in Value format, in Value arguments)
    {
        _ = context;
        throw Operators.Unsupported(ArithmeticOperation.Modulo, format, arguments);
    }
}
