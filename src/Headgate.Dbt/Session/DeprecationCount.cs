using Headgate.Dbt.Console;
using Headgate.Dbt.Project;

namespace Headgate.Dbt.Session;

/// <summary>Tells warnings; of each deprecation only the first, and at the end how many there were.</summary>
/// <param name="log">Where they are told.</param>
/// <param name="showAll">Tell every deprecation.</param>
internal sealed class DeprecationCount(ConsoleLog log, bool showAll)
{
    private const string Hint =
        "\nTo see all deprecation instances instead of just the first occurrence of each,\n"
        + "run command again with the `--show-all-deprecations` flag. You may also need to\n"
        + "run with `--no-partial-parse` as some deprecations are only encountered during\nparsing.";

    private readonly OrderedDictionary<string, int> _counts = [];

    /// <summary>Tells a warning.</summary>
    /// <exception cref="DbtException">The warning was asked to be a failure.</exception>
    public void Tell(DbtWarning warning)
    {
        if (warning.IsDeprecation)
        {
            var count = _counts.GetValueOrDefault(warning.Event) + 1;
            _counts[warning.Event] = count;
            if (count > 1 && !showAll)
            {
                return;
            }
        }
        var tag =
            !warning.ShowsTag ? ""
            : warning.ShowsEvent ? $"[{Paint.Yellow("WARNING")}][{warning.Event}]: "
            : $"[{Paint.Yellow("WARNING")}]: ";
        log.Tell(new(EventLevel.Warn, "D000", warning.Event, tag + TextOf(warning)) { MayBeError = !warning.IsNote });
    }

    private static string TextOf(DbtWarning warning) =>
        warning.IsDeprecation
            ? "Deprecated functionality\n" + string.Join('\n', warning.Message.Split('\n').Select(Wrapped.At80))
            : warning.Message;

    /// <summary>Tells how often something deprecated was used.</summary>
    public void Summarise()
    {
        if (_counts.Count == 0)
        {
            return;
        }
        var lines = string.Join('\n', _counts.Select(c => $"- {c.Key}: {c.Value} occurrence{(c.Value == 1 ? "" : "s")}"));
        var hint = showAll ? "" : Hint;
        log.Tell(
            new(
                EventLevel.Warn,
                "D035",
                "DeprecationsSummary",
                $"[{Paint.Yellow("WARNING")}][DeprecationsSummary]: Deprecated functionality\nSummary of encountered deprecations:\n{lines}{hint}"
            )
        );
    }
}
