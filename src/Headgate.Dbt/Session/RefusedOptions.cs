using Headgate.Dbt.CommandLine;

namespace Headgate.Dbt.Session;

/// <summary>Options that dbt has and the engine does not do yet: better no result than another one than was asked for.</summary>
internal static class RefusedOptions
{
    /// <summary>Looks for one among the options of a call, from wherever it comes.</summary>
    /// <exception cref="DbtException">There is one.</exception>
    public static void Check(OptionValues options)
    {
        foreach (var option in options.Options)
        {
            if (option.Use is OptionUse.NotDone refused && options.IsGiven(option) && IsAsked(option, options.Value(option.Key)))
            {
                throw new DbtException(
                    DbtErrorKind.Runtime,
                    $"{NameOf(option, options.OriginOf(option))} is not supported yet. {refused.Why}"
                );
            }
        }
    }

    /// <summary>A switch that is given as off asks for nothing.</summary>
    private static bool IsAsked(Option option, object? value) => !Equals(value, option.Fallback);

    private static string NameOf(Option option, OptionOrigin origin) =>
        origin switch
        {
            OptionOrigin.Environment => $"The variable {option.Variable}",
            OptionOrigin.Project => $"The flag '{option.Key}' in dbt_project.yml",
            _ => $"The option {option.Names[^1]}",
        };
}
