using System.Net.ServerSentEvents;
using System.Text.Json.Nodes;
using Headgate.Cli.Terminals;

namespace Headgate.Cli.Runs;

/// <summary>
/// Follows a run by the stream of its log: lines come when they are written, and the record has one line for it. A stream that breaks off is opened again where it was; where the
/// server has no room for another, the run is asked for every second instead.
/// </summary>
internal sealed class LiveLogFollower(PlatformApi api, Terminal terminal, TimeProvider clock)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>Attempts in a row to reach the server again.</summary>
    private const int Attempts = 30;

    private readonly RunLines _lines = new(terminal);
    private string _status = "";
    private string? _last;
    private bool _hasBegun;
    private int _failures;

    /// <summary>Follows until the run has ended, and gives it.</summary>
    public async Task<RunView> FollowAsync(long runId, CancellationToken cancellation)
    {
        while (true)
        {
            switch (await TryAsync(runId, cancellation))
            {
                case StreamEnd.Over:
                    terminal.Status("");
                    return RunView.Of(await api.GetAsync("v2", $"runs/{runId}/?include_related=[\"trigger\",\"job\"]", cancellation));
                case StreamEnd.NoRoom:
                    return await RunFollower.Of(api, terminal).FollowAsync(runId, cancellation);
                default:
                    await Task.Delay(Pause, clock, cancellation);
                    break;
            }
        }
    }

    private async Task<StreamEnd> TryAsync(long runId, CancellationToken cancellation)
    {
        try
        {
            await using var stream = await api.OpenEventsAsync("gate/v1", $"runs/{runId}/logs/", _last, cancellation);
            if (stream is null)
            {
                return StreamEnd.NoRoom;
            }
            _hasBegun = true;
            await foreach (var told in SseParser.Create(stream).EnumerateAsync(cancellation))
            {
                _failures = 0;
                _last = told.EventId is { Length: > 0 } id ? id : _last;
                if (Show(runId, told))
                {
                    return StreamEnd.Over;
                }
            }
            return StreamEnd.Broken;
        }
        catch (Exception e) when (e is IOException or CommandFailure { InnerException: HttpRequestException })
        {
            return _hasBegun && ++_failures < Attempts
                ? StreamEnd.Broken
                : throw e as CommandFailure ?? new CommandFailure($"The log of run {runId} broke off: {e.Message}", e);
        }
    }

    /// <summary>Shows an event; true for the last one.</summary>
    private bool Show(long runId, SseItem<string> told)
    {
        switch (told.EventType)
        {
            case "step":
                var step = JsonNode.Parse(told.Data)!;
                _lines.Step((int)step["index"]!, step["name"]?.ToString() ?? "");
                break;
            case "log":
                _lines.Log(told.Data);
                break;
            case "run":
                var run = JsonNode.Parse(told.Data)!;
                _status =
                    $"{run["status_humanized"]}".ToLowerInvariant()
                    + (run["status_message"] is { } why ? $": {AnsiCodes.Strip(why.ToString())}" : "");
                break;
            default:
                return told.EventType == "end";
        }
        terminal.Status($"run {runId} {_status}");
        return false;
    }

    private enum StreamEnd
    {
        Over,
        Broken,
        NoRoom,
    }
}
