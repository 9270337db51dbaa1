using System.Text.Json;
using Headgate.Server;
using Microsoft.Extensions.Configuration;

namespace Headgate.Tests.Server;

public sealed class SettingsTableTests
{
    /// <summary>Settings whose default is written as a value, not told in words.</summary>
    public static TheoryData<string> Written =>
        [
            .. SettingsTable
                .All.Where(s => !s.IsList && !s.IsSecret && Read(s.Key, s.Default).Faults.Count == 0 && s.Key != "data")
                .Select(s => s.Key),
        ];

    [Theory]
    [MemberData(nameof(Written))]
    public void The_default_that_is_shown_is_the_one_that_holds(string key)
    {
        var setting = SettingsTable.All.Single(s => s.Key == key);
        Read(key, setting.Default).Settings.ShouldBe(Read("log:level", "warning").Settings);
    }

    [Fact]
    public void Most_defaults_are_written_as_values() => Written.Count.ShouldBeGreaterThan(18);

    [Fact]
    public void Names_are_there_once_and_sentences_end_as_sentences_do()
    {
        SettingsTable.All.Select(s => s.Name).ShouldBeUnique();
        SettingsTable.All.Where(s => !s.Says.EndsWith('.') || s.Says.Contains('|')).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("listen.prot", "listen.port")]
    [InlineData("port", "listen.port")]
    [InlineData("journal.keepdays", "journal.keep_days")]
    [InlineData("runs.folder", "runs.folders")]
    [InlineData("webhook.retry_pauses", "webhooks.retry_pauses")]
    [InlineData("something.else.altogether", null)]
    public void A_name_that_is_none_leads_to_the_nearest(string written, string? meant) => NearestSetting.Of(written).ShouldBe(meant);

    [Theory]
    [InlineData(
        "listen:trusted_proxies:0",
        "10.0.0.1/8",
        "listen.trusted_proxies has \"10.0.0.1/8\"; each entry must be an IP address or a network such as 10.0.0.0/8."
    )]
    [InlineData("runs:folders:0", "shop", "runs.folders has \"shop\"; each entry must be the full path of a folder.")]
    [InlineData("runs:folders:first", "/srv", "runs.folders.first is no setting; 'headgate settings' lists all.")]
    [InlineData("listen:certificate", "/nowhere.pem", "listen.certificate is \"/nowhere.pem\"; it must be the path of a file.")]
    public void A_wrong_entry_is_named(string key, string value, string fault) => Read(key, value).Faults.ShouldBe([fault]);

    private static (string Settings, IReadOnlyList<string> Faults) Read(string key, string value)
    {
        var reader = new SettingsReader(
            new ConfigurationBuilder().AddInMemoryCollection([new KeyValuePair<string, string?>(key, value)]).Build()
        );
        return (JsonSerializer.Serialize(reader.Read()), reader.Faults);
    }
}
