using System.Text.Json.Nodes;
using Headgate.Testing;

namespace Headgate.EndToEnd.Tests.Operating;

/// <summary>Who takes the record out or checks it stands in the record too, whether or not a server runs.</summary>
public sealed class RecordReadingTests
{
    [Attack("AUD-27")]
    [Fact]
    public async Task Exports_and_checks_at_the_machine_and_a_changed_retention_are_recorded()
    {
        using var folder = new TemporaryFolder();
        await using (await ServedServer.StartAsync(folder.Path))
        {
            (
                await RunAsync("export", "--since", "2026-01-01", "--decision", "denied", "-o", Path.Combine(folder.Path, "out.json"))
            ).ShouldBe(0);
            (await RunAsync("verify")).ShouldBe(0);
            Sentences(await ChangesAsync())
                .ShouldBe([
                    $"Operator \"{Environment.UserName}\" exported records (--decision denied --since 2026-01-01) as json to {folder.Path}/out.json.",
                    $"Operator \"{Environment.UserName}\" checked the record: intact up to record *.",
                ]);
        }
        // Without a server nothing may write into the record that is read: it is told at the next start.
        (await RunAsync("verify")).ShouldBe(0);
        (await RunAsync("export", "--format", "csv")).ShouldBe(0);
        (await ChangesAsync()).Count.ShouldBe(2);

        var kept = new Dictionary<string, string?> { ["HEADGATE__JOURNAL__KEEP_DAYS"] = "400" };
        for (var start = 0; start < 2; start++)
        {
            await using var server = await ServedServer.StartAsync(folder.Path, kept);
        }
        var changes = await ChangesAsync();
        Sentences(changes)
            .Skip(2)
            .ShouldBe([
                "The settings say that this journal is kept for 400 days; until now it was kept for ever.",
                $"Operator \"{Environment.UserName}\" checked the record: intact up to record *, at * UTC while no server could record it.",
                $"Operator \"{Environment.UserName}\" exported all records as csv to standard output, at * UTC while no server could record it.",
            ]);
        changes.Count(c => c["operation"]!.ToString() == "operator.journal.keep").ShouldBe(1);
        var retention = changes.Single(c => c["operation"]!.ToString() == "operator.journal.keep");
        (retention["before"]!.ToString(), retention["after"]!.ToString()).ShouldBe(("for ever", "for 400 days"));
        (await RunAsync("verify")).ShouldBe(0);

        async Task<int> RunAsync(params string[] arguments) =>
            (await HeadgateProgram.RunAsync(["audit", .. arguments, "--data", folder.Path])).ExitCode;

        async Task<List<JsonNode>> ChangesAsync()
        {
            var told = await HeadgateProgram.RunAsync("audit", "search", "--kind", "change", "--json", "--data", folder.Path);
            told.ExitCode.ShouldBe(0, told.All);
            return [.. told.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!)];
        }
    }

    /// <summary>The sentences, without numbers and times that differ each time.</summary>
    private static List<string> Sentences(List<JsonNode> records) =>
        [
            .. records.Select(record =>
                System.Text.RegularExpressions.Regex.Replace(
                    record["sentence"]!.ToString(),
                    @"(?<=up to record )\d+|(?<=, at )[\d: -]+(?= UTC)",
                    "*"
                )
            ),
        ];
}
