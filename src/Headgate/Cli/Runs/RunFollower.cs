using System.Text.Json.Nodes;
using Headgate.Cli.Terminals;

namespace Headgate.Cli.Runs;

/// <summary>Shows a run as it goes: its steps' lines as they come, and on a terminal one line below that says how far it is.</summary>
internal sealed class RunFollower(
    Func<long, CancellationToken, Task<JsonNode>> read,
    TimeSpan interval,
    Terminal terminal,
    TimeProvider clock
)
{
    /// <summary>How often a run is asked for through the API: each time is a line in the record.</summary>
    private static readonly TimeSpan Polite = TimeSpan.FromSeconds(1);

    private static readonly string[] Marks = ["◐", "◓", "◑", "◒"];

    private readonly Dictionary<long, int> _shown = [];
    private readonly RunLines _lines = new(terminal);
    private int _beat;

    /// <summary>Follows runs through the API.</summary>
    public static RunFollower Of(PlatformApi api, Terminal terminal) =>
        new(
            (run, cancellation) => api.GetAsync("v2", $"runs/{run}/?include_related=[\"run_steps\",\"trigger\",\"job\"]", cancellation),
            Polite,
            terminal,
            TimeProvider.System
        );

    /// <summary>Follows until the run has ended, and gives it.</summary>
    public async Task<RunView> FollowAsync(long runId, CancellationToken cancellation)
    {
        while (true)
        {
            var (run, view) = await ReadAsync(runId, cancellation);
            ShowSteps(run, view.IsOver);
            if (view.IsOver)
            {
                terminal.Status("");
                return view;
            }
            terminal.Status($"{Marks[_beat++ % Marks.Length]} run {view.Id} {view.Word} {view.Duration}");
            await Task.Delay(interval, clock, cancellation);
        }
    }

    /// <summary>Shows what there is so far, and gives the run.</summary>
    public async Task<RunView> ShowAsync(long runId, CancellationToken cancellation)
    {
        var (run, view) = await ReadAsync(runId, cancellation);
        ShowSteps(run, ended: true);
        return view;
    }

    private async Task<(JsonNode Run, RunView View)> ReadAsync(long runId, CancellationToken cancellation)
    {
        var run = await read(runId, cancellation);
        return (run, RunView.Of(run));
    }

    private void ShowSteps(JsonNode run, bool ended)
    {
        foreach (var step in run["run_steps"] as JsonArray ?? [])
        {
            if (step is not null)
            {
                ShowStep(step, ended || (int?)step["status"] >= 10);
            }
        }
    }

    private void ShowStep(JsonNode step, bool ended)
    {
        var id = (long)step["id"]!;
        if (!_shown.TryGetValue(id, out var shown))
        {
            _lines.Step((int)step["index"]!, step["name"]?.ToString() ?? "");
        }
        var logs = step["logs"]?.ToString() ?? "";
        var end = ended ? logs.Length : logs.LastIndexOf('\n') + 1;
        if (end > shown)
        {
            _lines.Log(logs[shown..end].TrimEnd('\n'));
            shown = end;
        }
        _shown[id] = shown;
    }
}
