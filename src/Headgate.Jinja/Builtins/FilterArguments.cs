using Headgate.Jinja.Values;

namespace Headgate.Jinja.Builtins;

/// <summary>Checks the arguments of filters and tests that take none.</summary>
internal static class FilterArguments
{
    /// <summary>Refuses arguments; <paramref name="given"/> says how many Python's message counts for the input and environment.</summary>
    public static void None(in Arguments arguments, string function, int given = 1)
    {
        if (arguments.Count > 0)
        {
            new Signature(function, given).Bind(arguments, default);
        }
    }
}
