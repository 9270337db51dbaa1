using Headgate.Gate.Journal;
using Headgate.Gate.Journal.Text;
using Headgate.Gate.Journal.Writing;

namespace Headgate.Gate.Recording;

/// <summary>Who changes agents and grants: a caller of the API, or a person at the command line.</summary>
/// <param name="Kind"><c>service_token</c>, <c>personal_token</c> <c>operator</c>, <c>client</c> or <c>mcp_server</c>.</param>
/// <param name="Id">The token's id; 0 for a person at the command line.</param>
/// <param name="Name">The name.</param>
public sealed record ChangeActor(string Kind, long Id, string Name)
{
    /// <summary>The person at the command line.</summary>
    public static ChangeActor Operator { get; } = new("operator", 0, Environment.UserName);

    /// <summary>The kind of a foreign MCP server, which changes its own tools.</summary>
    public const string ForeignServer = "mcp_server";

    /// <summary>The kind of a client that acts as an agent.</summary>
    public const string Client = "client";

    /// <summary>The actor in a sentence.</summary>
    public string Describe() =>
        Kind switch
        {
            "operator" => $"Operator \"{Name}\"",
            Client => $"Client \"{Name}\"",
            ForeignServer => $"Foreign server \"{Name}\"",
            _ => $"Token \"{Name}\"",
        };
}

/// <summary>Records changes of the gate itself, with what was before and what is after.</summary>
internal sealed class ChangeRecords(JournalWriter journal)
{
    /// <summary>Returns once the record is on the disk; only then the change is made.</summary>
    /// <exception cref="JournalUnavailableException">It could not be recorded, so the change must not be made.</exception>
    public async Task RecordAsync(ChangeActor actor, string action, long account, string sentence, string? before, string? after)
    {
        var entry = journal.Rent();
        var json = entry.Json;
        json.WriteString("kind"u8, "change"u8);
        json.WriteStartObject("caller"u8);
        json.WriteString("kind"u8, actor.Kind);
        json.WriteNumber("id"u8, actor.Id);
        json.WriteString("name"u8, VisibleText.Of(actor.Name));
        json.WriteEndObject();
        json.WriteString("operation"u8, action);
        json.WriteStartObject("path"u8);
        json.WriteNumber("account"u8, account);
        json.WriteEndObject();
        if (before is not null)
        {
            json.WriteString("before"u8, VisibleText.Of(before, 1000));
        }
        if (after is not null)
        {
            json.WriteString("after"u8, VisibleText.Of(after, 1000));
        }
        json.WriteString("sentence"u8, VisibleText.Of($"{actor.Describe()} {sentence}.", 1000));
        await journal.AppendAsync(entry, Durability.Synced);
    }
}
