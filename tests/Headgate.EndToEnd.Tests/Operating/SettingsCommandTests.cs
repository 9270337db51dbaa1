using System.Text.Json.Nodes;
using Headgate.Testing;

namespace Headgate.EndToEnd.Tests.Operating;

public sealed class SettingsCommandTests
{
    [Fact]
    public async Task Each_setting_is_shown_with_its_value_and_where_that_is_from_and_secrets_are_not()
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "own.yaml");
        await File.WriteAllTextAsync(
            file,
            "listen:\n  port: 81\n  address: 0.0.0.0\nruns:\n  folders:\n    - /srv/a\n    - /srv/b\n",
            TestContext.Current.CancellationToken
        );
        var result = await HeadgateProgram.RunAsync(
            new Dictionary<string, string?>
            {
                ["HEADGATE__LISTEN__PORT"] = "82",
                ["HEADGATE__DATABASE__POSTGRES"] = "Host=db;Password=not-for-eyes",
                ["HEADGATE__JOURNAL__WITNESS__0"] = "syslog",
            },
            "settings",
            "--config",
            file,
            "--data",
            "/tmp/elsewhere",
            "--json"
        );
        result.ExitCode.ShouldBe(0, result.All);
        var all = ((JsonArray)JsonNode.Parse(result.Output)!).ToDictionary(s => s!["name"]!.ToString(), s => s!);
        (Value(all, "listen.port"), Source(all, "listen.port")).ShouldBe(("82", "HEADGATE__LISTEN__PORT"));
        (Value(all, "listen.address"), Source(all, "listen.address")).ShouldBe(("0.0.0.0", file));
        (Value(all, "data"), Source(all, "data")).ShouldBe(("/tmp/elsewhere", "command line"));
        (Value(all, "runs.folders"), Source(all, "runs.folders")).ShouldBe(("/srv/a, /srv/b", file));
        (Value(all, "journal.witness"), Source(all, "journal.witness")).ShouldBe(("syslog", "HEADGATE__JOURNAL__WITNESS__0"));
        (Value(all, "runs.slots"), Source(all, "runs.slots"), all["runs.slots"]["default"]!.ToString()).ShouldBe((null, "default", "2"));
        Value(all, "database.postgres").ShouldBe("***");
        result.All.ShouldNotContain("not-for-eyes");
    }

    [Fact]
    public async Task The_settings_file_of_the_data_folder_is_read_where_no_other_is_named()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(
            Path.Combine(folder.Path, "headgate.yaml"),
            "runs:\n  slots: 7\n",
            TestContext.Current.CancellationToken
        );
        var result = await HeadgateProgram.RunAsync("settings", "runs.slots", "--data", folder.Path);
        result.ExitCode.ShouldBe(0, result.All);
        result.Output.ShouldContain("runs.slots  7");
        result.Output.ShouldContain("a whole number from 1 to 256. Default: 2.");
        result.Output.ShouldContain("As a variable: HEADGATE__RUNS__SLOTS");
    }

    [Fact]
    public async Task A_name_that_is_none_is_refused_with_the_nearest_one()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(
            Path.Combine(folder.Path, "headgate.yaml"),
            "runs:\n  memroy_mib: 512\n",
            TestContext.Current.CancellationToken
        );
        var result = await HeadgateProgram.RunAsync("serve", "--data", folder.Path, "--port", "0");
        result.ExitCode.ShouldBe(1);
        result.Error.Trim().ShouldBe("runs.memroy_mib is no setting; did you mean runs.memory_mib.");
    }

    private static string? Value(Dictionary<string, JsonNode> all, string name) => (string?)all[name]["value"];

    private static string Source(Dictionary<string, JsonNode> all, string name) => all[name]["source"]!.ToString();
}
