using System.Globalization;
using Headgate.Dbt.CommandLine;

namespace Headgate.Dbt.Commands;

/// <summary>The options of a repeated command: those of the former call, and over them what the retry itself was given.</summary>
internal static class RetryOptions
{
    /// <summary>Where things lie is said by each call for itself: the former one may have run in a folder that is gone.</summary>
    private static readonly HashSet<string> Folders =
    [
        CommandOptions.ProfilesDir.Key,
        CommandOptions.ProjectDir.Key,
        CommandOptions.TargetPath.Key,
        GlobalOptions.LogPath.Key,
        GlobalOptions.State.Key,
        GlobalOptions.DeferState.Key,
    ];

    /// <summary>Makes the options.</summary>
    /// <param name="command">The command that is repeated.</param>
    /// <param name="former">The options of the former call, from its run_results.json.</param>
    /// <param name="given">The options of the retry.</param>
    public static OptionValues Of(CommandSpec command, OrderedDictionary<string, object?> former, OptionValues given)
    {
        var options = new OptionValues();
        foreach (var option in GlobalOptions.All.Concat(command.Options))
        {
            options.Set(option, option.Fallback, OptionOrigin.Default);
            if (Folders.Contains(option.Key))
            {
                options.Set(option, given.IsGiven(option) ? given.Value(option.Key) : option.Fallback, given.OriginOf(option));
                continue;
            }
            if (former.TryGetValue(option.Key, out var value) && Read(option, value) is { } known)
            {
                options.Set(option, known, OptionOrigin.Environment);
            }
            if (given.OriginOf(option) is OptionOrigin.Command or OptionOrigin.Global)
            {
                options.Set(option, given.Value(option.Key), OptionOrigin.Command);
            }
        }
        return options;
    }

    private static object? Read(Option option, object? value) =>
        (option, value) switch
        {
            (Option<bool>, bool flag) => flag,
            (Option<int?>, long number) => (int?)number,
            (Option<string?>, string text) => text,
            (Option<IReadOnlyList<string>>, List<object?> list) => list.OfType<string>().ToList(),
            (Option<OrderedDictionary<string, object?>>, OrderedDictionary<string, object?> map) => map,
            (Option<DateTime?>, string text) when DateTime.TryParse(text, CultureInfo.InvariantCulture, out var moment) =>
                (DateTime?)moment,
            _ => null,
        };
}
