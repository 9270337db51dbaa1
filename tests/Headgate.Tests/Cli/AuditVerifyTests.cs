using System.Text.Json.Nodes;
using Headgate.Cli;
using Headgate.Cli.Terminals;
using Headgate.Gate.Journal;
using Headgate.Gate.Journal.Writing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Headgate.Tests.Cli;

/// <summary>What <c>headgate audit verify</c> and <c>head</c> say and end with.</summary>
public sealed class AuditVerifyTests : IDisposable
{
    private readonly string _data = Directory.CreateTempSubdirectory("headgate-verify-").FullName;

    private JournalSettings Settings => JournalSettings.ForData(_data);

    private string Anchor => Path.Combine(Settings.KeysFolder, "journal.anchor");

    private string Newest => Directory.GetFiles(Settings.Folder, "journal-*.jsonl")[^1];

    public void Dispose() => Directory.Delete(_data, recursive: true);

    [Fact]
    public async Task An_untouched_record_is_intact_with_exit_code_0_and_says_that_only_its_own_key_vouches()
    {
        await OpenAndCloseAsync();
        var (code, output, _) = await RunAsync("verify");
        code.ShouldBe(0);
        output.ShouldContain("intact  4 records");
        output.ShouldContain("signatures vouch from record 1 (");
        output.ShouldContain("Only the key beside the record vouches");
    }

    [Fact]
    public async Task A_missing_anchor_ends_with_exit_code_3_and_its_own_closing_words()
    {
        await OpenAndCloseAsync();
        File.Delete(Anchor);
        var (code, output, _) = await RunAsync("verify");
        code.ShouldBe(3);
        output.ShouldContain("doubt   The anchor ");
        output.ShouldContain("not vouched for as a whole");
        output.ShouldContain("only from record 1 (");
        var json = JsonNode.Parse((await RunAsync("verify", "--json")).Output)!;
        ((string)json["verdict"]!).ShouldBe("unvouched");
        ((long)json["vouched_to"]!["seq"]!).ShouldBe(3);
    }

    [Fact]
    public async Task A_journal_that_is_gone_with_its_keys_ends_with_exit_code_3_and_against_a_head_with_1()
    {
        await OpenAndCloseAsync();
        var head = (await RunAsync("head")).Output.Split('\n')[1].Trim();
        Directory.Delete(Settings.Folder, recursive: true);
        Directory.Delete(Settings.KeysFolder, recursive: true);
        (await RunAsync("verify")).Code.ShouldBe(1, "nothing says that this ever was an installation");
        await File.WriteAllBytesAsync(Path.Combine(_data, "headgate.db"), [], TestContext.Current.CancellationToken);
        (await RunAsync("verify")).Code.ShouldBe(3);
        var against = await RunAsync("verify", "--against", head);
        against.Code.ShouldBe(1);
        against.Output.ShouldContain("records 1 to 3 are missing");
    }

    [Fact]
    public async Task A_changed_record_ends_with_exit_code_1()
    {
        await OpenAndCloseAsync();
        var text = await File.ReadAllTextAsync(Newest, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(
            Newest,
            text.Replace("good order", "bad order", StringComparison.Ordinal),
            TestContext.Current.CancellationToken
        );
        var (code, output, _) = await RunAsync("verify");
        code.ShouldBe(1);
        output.ShouldContain("not intact");
    }

    [Fact]
    public async Task A_printed_head_and_a_file_of_it_are_taken_and_a_wrong_one_is_misuse()
    {
        await OpenAndCloseAsync();
        var printed = (await RunAsync("head")).Output;
        var file = Path.Combine(_data, "head.txt");
        await File.WriteAllTextAsync(file, printed, TestContext.Current.CancellationToken);
        var head = printed.Split('\n')[1].Trim();
        await OpenAndCloseAsync();
        foreach (var given in new[] { head, file })
        {
            var (code, output, _) = await RunAsync("verify", "--against", given);
            code.ShouldBe(0);
            output.ShouldContain("knows the record as it is up to 3");
        }
        var changed = await RunAsync("verify", "--against", head[..^1] + (head[^1] == '0' ? '1' : '0'));
        changed.Code.ShouldBe(2);
        changed.Error.ShouldContain("is not a head");
        (await RunAsync("verify", "--against", Newest)).Code.ShouldBe(2);
    }

    private async Task OpenAndCloseAsync()
    {
        await using var writer = JournalWriter.Open(Settings, TimeProvider.System, NullLogger.Instance);
    }

    private async Task<(int Code, string Output, string Error)> RunAsync(params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var terminal = new Terminal(output, error, watched: false, coloured: false, 200);
        var code = await HeadgateCommandLine.RunAsync(["audit", .. args, "--data", _data], terminal, TestContext.Current.CancellationToken);
        return (code, output.ToString(), error.ToString());
    }
}
