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

    /// <summary>Reads it.</summary>
    public static PlanFault Of(JsonElement json)
    {
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
            Table = lacking.Success ? lacking.Groups["table"].Value : null,
        };
    }

    /// <summary>The first line, without suggestions: what the box has besides is nobody's business.</summary>
    public static string Plain(string message)
    {
        var line = message.Split('\n', 2)[0].Trim();
        return line.Length > Longest ? string.Concat(line.AsSpan(0, Longest), "…") : line;
    }

    [GeneratedRegex("^Table \"(?<table>[^\"]*)\" does not have a column named \"(?<column>[^\"]*)\"", RegexOptions.NonBacktracking)]
    private static partial Regex Lacking();
}
