using Headgate.Attacks.Tests.Standing;
using Headgate.Gate.Journal;
using Headgate.Gate.Journal.Reading;
using Headgate.Gate.Journal.Writing;
using Headgate.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Headgate.Attacks.Tests.Mcp;

/// <summary>The door of MCP of the standing server, with what it records.</summary>
internal static class McpLab
{
    /// <summary>A client with one of the standing keys, or a key as it is.</summary>
    public static McpClientOfTests Mcp(this StandingServer server, string key) =>
        new(new Uri($"http://{server.Address}"), server.Keys.GetValueOrDefault(key, key));

    /// <summary>What a call leaves in the record.</summary>
    public static async Task<(McpReply Reply, List<JournalRecord> Records)> RecordedAsync(
        this StandingServer server,
        Func<Task<McpReply>> ask
    )
    {
        var mark = server.Services.GetRequiredService<JournalWriter>().LastSequence;
        var reply = await ask();
        return (reply, server.RecordsAfter(mark));
    }

    /// <summary>The records behind a mark, decisions and outcomes.</summary>
    public static List<JournalRecord> RecordsAfter(this StandingServer server, long mark) =>
        [
            .. new JournalReader(JournalSettings.ForData(server.Data).Folder)
                .Read(new JournalQuery { After = mark }, CancellationToken.None)
                .Select(r => r.Record)
                .Where(r => r.Kind is "decision" or "outcome"),
        ];

    /// <summary>The one decision of a call.</summary>
    public static JournalRecord Decision(this List<JournalRecord> records) =>
        records.Where(r => r.Kind == "decision").ShouldHaveSingleItem();
}
