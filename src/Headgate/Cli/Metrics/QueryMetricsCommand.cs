using System.CommandLine;
using System.Text.Json.Nodes;
using Headgate.Cli.Terminals;

namespace Headgate.Cli.Metrics;

/// <summary><c>headgate metrics query</c>: the values of metrics, from the project's warehouse.</summary>
internal static class QueryMetricsCommand
{
    public static Command Build(Terminal terminal)
    {
        var query = new MetricQueryOptions();
        var json = JsonOption.Create();
        var csv = new Option<bool>("--csv") { Description = "Print rows as CSV." };
        var command = new Command("query", "The values of metrics, from the project's warehouse.") { json, csv };
        query.AddTo(command);
        command.SetAction(
            async (parsed, cancellation) =>
            {
                var project = MetricProject.Of(parsed);
                var engine = await project.EngineAsync(cancellation);
                var compiled = engine.Compile(query.Read(parsed), await project.DatabaseAsync(cancellation));
                if (compiled.Refusal is { } refusal)
                {
                    throw MetricQueryOptions.Refused(refusal);
                }
                var rows = await project.RowsAsync(compiled.Sql!, cancellation);
                if (parsed.GetValue(csv))
                {
                    Csv(rows, compiled.Columns, terminal);
                }
                else
                {
                    JsonTable.Print(
                        rows,
                        parsed.GetValue(json),
                        "No rows.",
                        terminal,
                        [.. compiled.Columns.Select(column => (column.ToUpperInvariant(), column))]
                    );
                }
                return ExitCode.Done;
            }
        );
        return command.WithExamples(
            "headgate metrics query --metrics revenue,order_count --group-by metric_time__month,customer__tier",
            "headgate metrics query --metrics revenue --where \"{{ Dimension('customer__tier') }} = 'gold'\" --csv",
            "headgate metrics query --saved-query daily_revenue --json"
        );
    }

    private static void Csv(JsonArray rows, IReadOnlyList<string> columns, Terminal terminal)
    {
        terminal.Line(string.Join(',', columns));
        foreach (var row in rows.OfType<JsonObject>())
        {
            terminal.Line(string.Join(',', columns.Select(column => Quoted(row[column]?.ToString() ?? ""))));
        }
    }

    private static string Quoted(string text) => text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"")}\"";
}
