using System.Globalization;
using Headgate.Mcp.Local.Commands;
using Headgate.Mcp.Results;
using ModelContextProtocol.Protocol;

namespace Headgate.Mcp.Local.Tools;

/// <summary>Results of commands, in the form of dbt's server: what dbt printed, or <c>OK</c>. Beside it stands what dbt counted, and that it failed where it did.</summary>
internal static class CommandResults
{
    /// <summary>The result of a command.</summary>
    public static CallToolResult Of(DbtCommand command, CommandEnd end)
    {
        var texts = new List<string>(2);
        if (end.Output.Length > 0 || end.IsSuccess)
        {
            texts.Add(end.Output.Length > 0 ? end.Output : "OK");
        }
        if (end.Summary is { } summary)
        {
            texts.Add(summary);
        }
        var result = new CallToolResult { Content = [.. texts.SelectMany(text => ToolResults.Text(text).Content)] };
        if (!end.IsSuccess)
        {
            result.IsError = true;
            result.Content.Add(new TextContentBlock { Text = Why(command, end) });
        }
        return result;
    }

    private static string Why(DbtCommand command, CommandEnd end) =>
        end.Fault
        ?? string.Create(
            CultureInfo.InvariantCulture,
            $"dbt {command.Name} ended with exit code {end.ExitCode}: {(end.ExitCode == 1
                ? "something in the project failed."
                : "it could not be done as it was asked.")}{(end.Output.Length > 0 ? " What dbt said stands above." : "")}"
        );
}
