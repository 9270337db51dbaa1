using System.Text.Json;
using System.Text.Json.Serialization;

namespace Headgate.Gate.Journal.Reading;

/// <summary>One record of the journal, as read from its line. Which members are there depends on <see cref="Kind"/>.</summary>
public sealed record JournalRecord
{
    /// <summary>The record's number, from 1 without gaps.</summary>
    [JsonPropertyName("seq")]
    public long Sequence { get; init; }

    /// <summary>When it was written (UTC).</summary>
    public DateTimeOffset Time { get; init; }

    /// <summary>The machine's monotonic clock in units of 100 ns, comparable within one process.</summary>
    public long Mono { get; init; }

    /// <summary><c>decision</c>, <c>outcome</c>, <c>change</c>, <c>notice</c>, or the journal's own <c>opened</c>, <c>closed</c>, <c>checkpoint</c>, <c>recovered</c>, <c>clock</c>.</summary>
    public string Kind { get; init; } = "";

    /// <summary>Allowed, Denied, Refused, Held or Stopped; on decisions.</summary>
    public string? Decision { get; init; }

    /// <summary>The machine-readable reason of a decision.</summary>
    public string? Reason { get; init; }

    /// <summary>Our id of the request; joins a decision with its outcome.</summary>
    public string? Request { get; init; }

    /// <summary>Who called; null where nobody was recognised.</summary>
    public RecordedCaller? Caller { get; init; }

    /// <summary>A keyed digest of a credential that was not recognised.</summary>
    public string? Fingerprint { get; init; }

    /// <summary>The socket's address.</summary>
    public string? From { get; init; }

    /// <summary>The door: admin-v2, admin-v3, gate-v1, mcp.</summary>
    public string? Surface { get; init; }

    /// <summary>The tool that was called, at a door that has tools.</summary>
    public string? Tool { get; init; }

    /// <summary>The operation's id in the catalogue.</summary>
    public string? Operation { get; init; }

    /// <summary>The HTTP method.</summary>
    public string? Method { get; init; }

    /// <summary>The address as asked for, masked and cut.</summary>
    public string? Url { get; init; }

    /// <summary>What was addressed, with names where known.</summary>
    public RecordedPath? Path { get; init; }

    /// <summary>What was sent: <c>sha256</c> of all of it in canonical form, and the fields that tell what was done.</summary>
    public IReadOnlyDictionary<string, string>? Arguments { get; init; }

    /// <summary>The grant that allowed it, in words.</summary>
    public string? Grant { get; init; }

    /// <summary>The reason for which a call would have been denied that was let pass, as its agent is only observed.</summary>
    public string? Observed { get; init; }

    /// <summary>What else there is to say of a decision, such as <c>runs 3 of 10 today</c>.</summary>
    public string? Note { get; init; }

    /// <summary>The version of the agent's grants that judged.</summary>
    public long? Policy { get; init; }

    /// <summary>HTTP status of the answer; on outcomes and refusals.</summary>
    public int? Status { get; init; }

    /// <summary>Bytes of the answer's body that were sent.</summary>
    public long? Bytes { get; init; }

    /// <summary>Microseconds from the request's head to the answer's end.</summary>
    public long? Micros { get; init; }

    /// <summary>How an answer ended: completed, refused, stopped, client-left, failed, unknown.</summary>
    public string? Ended { get; init; }

    /// <summary>The record in plain English; names stand in quotation marks.</summary>
    public string? Sentence { get; init; }

    /// <summary>Hash of the line before.</summary>
    public string Prev { get; init; } = "";

    /// <summary>Hash of this line up to here.</summary>
    public string Hash { get; init; } = "";

    /// <summary>Members that have no property above.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Other { get; set; }

    /// <summary>Reads a line; null where it is no record.</summary>
    /// <param name="line">The line's bytes without line feed.</param>
    public static JournalRecord? TryParse(ReadOnlySpan<byte> line)
    {
        try
        {
            return JsonSerializer.Deserialize(line, JournalRecordJson.Default.JournalRecord);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>Who called.</summary>
/// <param name="Kind">agent, service_token, personal_token or operator.</param>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name at the time.</param>
/// <param name="For">In whose name it acted, the nearest first; null for nobody but itself.</param>
public sealed record RecordedCaller(string Kind, long Id, string Name, IReadOnlyList<RecordedPrincipal>? For = null);

/// <summary>Somebody in whose name a caller acted.</summary>
/// <param name="Kind">client, workload, service_token, personal_token or operator.</param>
/// <param name="Id">Who among its kind.</param>
/// <param name="Name">Its name at the time.</param>
public sealed record RecordedPrincipal(string Kind, string Id, string Name);

/// <summary>What a call addressed.</summary>
public sealed record RecordedPath
{
    /// <summary>Account id.</summary>
    public long? Account { get; init; }

    /// <summary>Project id.</summary>
    public long? Project { get; init; }

    /// <summary>The project's name at the time.</summary>
    public string? ProjectName { get; init; }

    /// <summary>Environment id.</summary>
    public long? Environment { get; init; }

    /// <summary>The environment's name at the time.</summary>
    public string? EnvironmentName { get; init; }

    /// <summary>Job id.</summary>
    public long? Job { get; init; }

    /// <summary>The job's name at the time.</summary>
    public string? JobName { get; init; }

    /// <summary>Run id.</summary>
    public long? Run { get; init; }
}

/// <summary>The form of records in lines.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(JournalRecord))]
internal sealed partial class JournalRecordJson : JsonSerializerContext;
