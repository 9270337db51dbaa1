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
            return Checked(PlainValues.ToPlain(dict));
        }
        if (arguments.PositionalCount == 0)
        {
            return Checked(PlainValues.ToPlain(arguments.KeywordsToDict()));
        }
        throw new DbtException(DbtErrorKind.Compilation, "Invalid inline model config");
    }

    /// <summary>Hooks have two spellings, of which a call may have one.</summary>
    private static OrderedDictionary<string, object?> Checked(OrderedDictionary<string, object?> options)
    {
        foreach (var older in (string[])["pre_hook", "post_hook"])
        {
            var newer = older.Replace('_', '-');
            if (options.ContainsKey(older) && options.ContainsKey(newer))
            {
                throw new DbtException(DbtErrorKind.Compilation, $"Invalid config, has conflicting keys \"{older}\" and \"{newer}\"");
            }
        }
        return options;
    }
}
