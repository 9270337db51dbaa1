using System.CommandLine;
using System.Globalization;

namespace Headgate.Cli;

/// <summary>An option that takes a time; UTC where it names no zone.</summary>
internal static class TimeOption
{
    /// <summary>The option, which refuses what is no time.</summary>
    public static Option<string?> Create(string name, string description)
    {
        var option = new Option<string?>(name) { Description = description, HelpName = "TIME" };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { } value && Time(value) is null)
            {
                result.AddError($"{name} must be a time such as 2026-11-24 or 2026-11-24T08:00, not \"{value}\".");
            }
        });
        return option;
    }

    /// <summary>The time that was given, or null.</summary>
    public static DateTimeOffset? Read(ParseResult parsed, Option<string?> option) =>
        parsed.GetValue(option) is { } text ? Time(text) : null;

    private static DateTimeOffset? Time(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;
}
