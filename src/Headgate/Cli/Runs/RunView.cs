using System.Globalization;
using System.Text.Json.Nodes;

namespace Headgate.Cli.Runs;

/// <summary>What the terminal shows of a run.</summary>
/// <param name="Id">The run.</param>
/// <param name="JobId">Its job.</param>
/// <param name="JobName">The job's name where the answer carried it.</param>
/// <param name="Status">dbt's number: 1, 2, 3, 10, 20 or 30.</param>
/// <param name="Cause">Why it was started.</param>
/// <param name="CreatedAt">When it was asked for.</param>
/// <param name="Duration">How long it took so far, as <c>HH:MM:SS</c>.</param>
/// <param name="Message">Why it ended as it did, where there is something to say.</param>
internal sealed record RunView(
    long Id,
    long JobId,
    string? JobName,
    int Status,
    string Cause,
    string CreatedAt,
    string Duration,
    string? Message
)
{
    /// <summary>Whether it has ended.</summary>
    public bool IsOver => Status >= 10;

    /// <summary>Whether it ended well.</summary>
    public bool Succeeded => Status == 10;

    /// <summary>The status as a word.</summary>
    public string Word =>
        Status switch
        {
            1 => "queued",
            2 => "starting",
            3 => "running",
            10 => "success",
            20 => "error",
            30 => "cancelled",
            _ => Status.ToString(CultureInfo.InvariantCulture),
        };

    /// <summary>Reads an answer's run.</summary>
    public static RunView Of(JsonNode run) =>
        new(
            (long)run["id"]!,
            (long?)(run["job_definition_id"] ?? run["job_id"]) ?? 0,
            run["job"]?["name"]?.ToString(),
            (int)run["status"]!,
            run["trigger"]?["cause"]?.ToString() ?? "",
            run["created_at"]?.ToString() ?? "",
            run["duration"]?.ToString() ?? "",
            run["status_message"]?.ToString()
        );
}
