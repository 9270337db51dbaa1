using System.Globalization;
using System.Text.Json.Nodes;

namespace Headgate.Cli.Discovery;

/// <summary>The critical path of a run, and what nodes took over runs, as the terminal shows them.</summary>
internal static class TimesView
{
    /// <summary>The critical path.</summary>
    public static IEnumerable<string> Path(JsonNode path) =>
        path["steps"]!.AsArray().Count == 0
            ? ["The run executed nothing of which it is known when."]
            :
            [
                .. path["steps"]!
                    .AsArray()
                    .Select(step =>
                        $"{Seconds(step!["seconds"])}  {step["resource_type"], -9} {step["name"]}{(step["status"]!.ToString() is "success" or "pass" ? "" : $" ({step["status"]})")}{Waited(step["waited"])}"
                    ),
                $"{Seconds(path["elapsed"]).Trim()} in all: {Seconds(path["on_path"]).Trim()} on this path, {Seconds(path["waited"]).Trim()} of waiting for a thread. "
                    + $"With any number of threads it takes {Seconds(path["least"]).Trim()} at least.",
            ];

    /// <summary>What nodes took.</summary>
    public static IEnumerable<string> Times(JsonNode times) =>
        [
            .. times["nodes"]!
                .AsArray()
                .Select(node =>
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{Seconds(node!["seconds"])} {(double)node["share"]! * 100, 5:0.0} %  {(int)node["runs"]!, 5} runs{Failed((int)node["failures"]!)}, {Seconds(node["mean"]).Trim()} each  {node["unique_id"]}"
                    )
                ),
            string.Create(
                CultureInfo.InvariantCulture,
                $"{Seconds(times["seconds"]).Trim()} in {times["runs"]} runs since {times["since"]!.ToString()[..10]}."
            ),
        ];

    private static string Failed(int failures) => failures == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" ({failures} failed)");

    private static string Waited(JsonNode? waited) => (double)waited! < 0.05 ? "" : $", after {Seconds(waited).Trim()} of waiting";

    private static string Seconds(JsonNode? seconds) => string.Create(CultureInfo.InvariantCulture, $"{(double)seconds!, 8:0.0} s");
}
