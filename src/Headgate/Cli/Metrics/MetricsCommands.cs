using System.CommandLine;
using Headgate.Cli.Terminals;

namespace Headgate.Cli.Metrics;

/// <summary><c>headgate metrics</c>: the metrics of a dbt project on this machine.</summary>
internal static class MetricsCommands
{
    public static Command Build(Terminal terminal) =>
        new Command("metrics", "The metrics of a dbt project on this machine: which there are, their values, how they are computed.")
        {
            ListMetricsCommand.Build(terminal),
            QueryMetricsCommand.Build(terminal),
            ExplainMetricsCommand.Build(terminal),
        }.WithExamples(
            "headgate metrics list",
            "headgate metrics query --metrics revenue --group-by metric_time__month",
            "headgate metrics explain --metrics revenue --group-by metric_time__month"
        );
}
