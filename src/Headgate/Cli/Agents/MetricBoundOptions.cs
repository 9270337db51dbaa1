using System.CommandLine;
using Headgate.Catalogue;

namespace Headgate.Cli.Agents;

/// <summary>The options that say what of a project's metrics a grant is for.</summary>
internal sealed class MetricBoundOptions
{
    private readonly Option<string[]> _names = ConditionOptions.Several(
        "--metric",
        "NAME",
        "The metrics that it is for, such as takings,margin*. May be repeated."
    );
    private readonly Option<string[]> _dimensions = ConditionOptions.Several(
        "--dimension",
        "NAME",
        "What metrics may be grouped and filtered by, such as outlet__*. May be repeated."
    );
    private readonly Option<string[]> _rows = ConditionOptions.Several(
        "--row",
        "DIMENSION=VALUE",
        "Which rows count, such as customer__region=EMEA. May be repeated: the values of one dimension are alternatives."
    );
    private readonly Option<string[]> _columns = ConditionOptions.Several(
        "--hide-column",
        "TABLE.COLUMN",
        "A column that nothing may be read from. May be repeated."
    );

    /// <summary>Gives the options to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[_names, _dimensions, _rows, _columns])
        {
            command.Options.Add(option);
        }
    }

    /// <summary>The bounds that were asked for; null for none.</summary>
    /// <exception cref="CommandFailure">A word is no bound.</exception>
    public MetricBounds? Read(ParseResult parsed)
    {
        var bounds = new MetricBounds
        {
            Names = Names(parsed, _names),
            Dimensions = Names(parsed, _dimensions),
            HiddenColumns = Names(parsed, _columns),
            Rows =
            [
                .. (parsed.GetValue(_rows) ?? [])
                    .Select(word => ConditionOptions.Split("--row", word, "customer__region=EMEA"))
                    .GroupBy(pair => pair.Name, StringComparer.Ordinal)
                    .Select(row => new RowBound { Dimension = row.Key, OneOf = [.. row.Select(pair => pair.Value)] }),
            ],
        };
        return bounds is { Names.Count: 0, Dimensions.Count: 0, HiddenColumns.Count: 0, Rows.Count: 0 } ? null : bounds;
    }

    private static IReadOnlyList<string> Names(ParseResult parsed, Option<string[]> option) =>
        [
            .. (parsed.GetValue(option) ?? []).SelectMany(word =>
                word.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            ),
        ];
}
