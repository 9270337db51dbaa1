using System.Globalization;

namespace Headgate.Dbt.Console;

/// <summary>The line about a node: its place, what happens, dots up to the width, and the state in brackets.</summary>
internal static class ProgressLine
{
    /// <summary>The line's text.</summary>
    /// <param name="message">What happens to which node.</param>
    /// <param name="status">The state.</param>
    /// <param name="width">The width up to the bracket.</param>
    /// <param name="index">The node's place from 1; null for none.</param>
    /// <param name="total">The number of nodes; null for none.</param>
    /// <param name="seconds">How long it took; null where it has not ended.</param>
    /// <param name="truncate">Cut a long message rather than go over the width.</param>
    public static string Of(string message, string status, int width, int? index, int? total, double? seconds = null, bool truncate = false)
    {
        var place = index is null || total is null ? "" : $"{index} of {total} ";
        var line = (place + message + " ").PadRight(width, '.');
        if (truncate && line.Length > width - 3)
        {
            line = string.Concat(line.AsSpan(0, width - 3), "...");
        }
        var took = seconds is { } s ? " in " + s.ToString("0.00", CultureInfo.InvariantCulture) + "s" : "";
        return $"{line} [{status}{took}]";
    }
}
