using System.Collections.Frozen;
using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Headgate.Mcp.Door;

/// <summary>
/// dbt's headers of its remote MCP server. They say which environment is meant and narrow the list of tools; nothing in them widens what a caller may do.
/// </summary>
/// <param name="Environment">The production environment: <c>x-dbt-prod-environment-id</c>; null where none is named.</param>
/// <param name="DisabledTools">Tools that the client does not want: <c>x-dbt-disable-tools</c>.</param>
/// <param name="DisabledToolsets">Sets of tools that it does not want: <c>x-dbt-disable-toolsets</c>.</param>
internal sealed record DbtHeaders(long? Environment, FrozenSet<string> DisabledTools, FrozenSet<string> DisabledToolsets)
{
    private const int MostNames = 200;

    /// <summary>Reads them. An environment that is no id counts as one that does not exist.</summary>
    public static DbtHeaders Of(IHeaderDictionary headers) =>
        new(EnvironmentOf(headers), Names(headers, "x-dbt-disable-tools"), Names(headers, "x-dbt-disable-toolsets"));

    private static long? EnvironmentOf(IHeaderDictionary headers)
    {
        var sent = headers["x-dbt-prod-environment-id"];
        return sent.Count == 0 ? null
            : sent.Count == 1 && long.TryParse(sent[0], NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id
            : long.MaxValue;
    }

    private static FrozenSet<string> Names(IHeaderDictionary headers, string header) =>
        headers[header]
            .SelectMany(v => (v ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            .Take(MostNames)
            .ToFrozenSet(StringComparer.OrdinalIgnoreCase);
}
