using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Headgate.Metadata.Columns.Plans;

namespace Headgate.Metadata.Columns.Binding;

/// <summary>What the binder says is wrong with a query.</summary>
internal sealed partial record PlanFault
{
    private const int Longest = 300;

    /// <summary>In words.</summary>
    public required string Message { get; init; }

    /// <summary>What kind of thing is missing, such as a scalar function; null where that is not what is wrong.</summary>
    public string? MissingKind { get; init; }

    /// <summary>The name of what is missing: of a thing, or of a column.</summary>
    public string? MissingName { get; init; }

    /// <summary>Whether a column is missing.</summary>
    public bool IsColumn { get; init; }

    /// <summary>The table, as the query calls it, that lacks the column; null where the query does not say.</summary>
    public string? Table { get; init; }

    /// <summary>Where in the query; -1 where that is not said.</summary>
    public int Position { get; init; }

    /// <summary>Reads it; null where nothing is wrong.</summary>
    public static PlanFault? Find(JsonElement json)
    {
        if (json.Member("error").ValueKind != JsonValueKind.True)
        {
            return null;
        }
        var message = json.Word("error_message");
        var (subtype, name) = (json.Word("error_subtype"), json.Word("name"));
        var lacking = Lacking().Match(message);
        return new PlanFault
        {
            Message = Plain(message),
            MissingKind = subtype == "MISSING_ENTRY" ? json.Word("type") : null,
            MissingName =
                lacking.Success ? lacking.Groups["column"].Value
                : name.Length > 0 ? name
                : null,
            IsColumn = lacking.Success || subtype == "COLUMN_NOT_FOUND",
            Position = int.TryParse(json.Word("position"), CultureInfo.InvariantCulture, out var position) ? position : -1,
            Table = lacking.Groups["table"] is { Success: true } table ? table.Value : null,
        };
    }

    /// <summary>The first line, without suggestions: what the box has besides is nobody's business.</summary>
    public static string Plain(string message)
    {
        var line = message.Split('\n', 2)[0].Trim();
        return line.Length > Longest ? string.Concat(line.AsSpan(0, Longest), "…") : line;
    }

    /// <summary>The second is of a column that the query answers under the name of the one that it is made of.</summary>
    [GeneratedRegex(
        "^Table \"(?<table>[^\"]*)\" does not have a column named \"(?<column>[^\"]*)\"|^Column \"(?<column>[^\"]*)\" referenced that exists in the SELECT clause - but",
        RegexOptions.NonBacktracking
    )]
    private static partial Regex Lacking();
}
