using Headgate.Jinja.Values;
using Headgate.Jinja.Values.Collections;

namespace Headgate.Dbt.Context;

/// <summary>Reads the arguments of <c>config(…)</c>: keywords, or one dict.</summary>
internal static class ConfigArguments
{
    /// <summary>The options as plain data.</summary>
    /// <exception cref="DbtException">The call has both forms, or neither.</exception>
    public static OrderedDictionary<string, object?> Read(in Arguments arguments)
    {
        if (arguments.PositionalCount == 1 && arguments.KeywordCount == 0 && arguments[0].TryGet<JinjaDict>(out var dict))
        {
            return PlainValues.ToPlain(dict);
        }
        if (arguments.PositionalCount == 0)
        {
            return PlainValues.ToPlain(arguments.KeywordsToDict());
        }
        throw new DbtException(DbtErrorKind.Compilation, "Invalid inline model config");
    }
}
