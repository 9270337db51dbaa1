using Headgate.Server;
using Microsoft.Extensions.Configuration;

namespace Headgate.Tests.Server;

public sealed class SettingsReaderTests
{
    [Fact]
    public void Nothing_set_gives_the_defaults()
    {
        var (settings, faults) = Read();
        faults.ShouldBeEmpty();
        settings.Address.ShouldBe("127.0.0.1");
        settings.Port.ShouldBe(8580);
        settings.SingleTenant.ShouldBeFalse();
        settings.RequestsPerMinute.ShouldBe(5000);
        Path.IsPathRooted(settings.DataFolder).ShouldBeTrue();
    }

    [Theory]
    [InlineData("listen:port", "70000", "listen.port is \"70000\"; it must be a whole number from 0 to 65535.")]
    [InlineData("listen:address", "example.org", "listen.address is \"example.org\"; it must be an IP address of this machine.")]
    [InlineData("public_url", "ftp://x", "public_url is \"ftp://x\"; it must be an address that starts with http:// or https://.")]
    [InlineData("runs:slots", "0", "runs.slots is \"0\"; it must be a whole number from 1 to 256.")]
    [InlineData("log:level", "loud", "log.level is \"loud\"; it must be one of trace, debug, information, warning, error, critical.")]
    [InlineData("single_tenant", "yes", "single_tenant is \"yes\"; it must be true or false.")]
    [InlineData("journal:keep_days", "-1", "journal.keep_days is \"-1\"; it must be a whole number from 0 to 36500.")]
    [InlineData(
        "journal:witness",
        "ftp://x/",
        "journal.witness is \"ftp://x/\"; it must be a file's path, an address that starts with http:// or https://, or syslog."
    )]
    [InlineData("runs:dbt_program", "/nowhere/dbt", "runs.dbt_program is \"/nowhere/dbt\"; it must be the path of a program.")]
    public void A_wrong_value_is_named_with_what_it_must_be(string key, string value, string fault) =>
        Read((key, value)).Faults.ShouldBe([fault]);

    [Fact]
    public void An_identity_provider_needs_the_id_that_it_gave_and_an_address_that_it_can_send_people_back_to()
    {
        Read(("sign_in:oidc:issuer", "http://login.example.com"))
            .Faults.Single()
            .ShouldContain("must be an address that starts with https://");
        var faults = Read(("sign_in:oidc:issuer", "https://login.example.com"), ("listen:address", "0.0.0.0")).Faults;
        faults.Count.ShouldBe(2);
        faults[0].ShouldContain("sign_in.oidc.client_id");
        faults[1].ShouldContain("public_url");
        var (settings, none) = Read(
            ("sign_in:oidc:issuer", "https://login.example.com"),
            ("sign_in:oidc:client_id", "headgate"),
            ("sign_in:oidc:client_secret", "hush"),
            ("sign_in:oidc:add_users", "true"),
            ("listen:address", "0.0.0.0"),
            ("public_url", "https://headgate.example.com")
        );
        none.ShouldBeEmpty();
        settings.Identities.AddsUsers.ShouldBeTrue();
        settings.Oidc.ToString().ShouldNotContain("hush");
    }

    [Theory]
    [InlineData("webhooks:retry_pauses", "15, 60,")]
    [InlineData("webhooks:retry_pauses", "0")]
    [InlineData("webhooks:retry_pauses", "-1")]
    [InlineData("webhooks:retry_pauses", "86401")]
    [InlineData("webhooks:retry_pauses", "soon")]
    [InlineData("webhooks:retry_pauses", "1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1")]
    [InlineData("webhooks:retry_spread_percent", "101")]
    public void Pauses_of_webhooks_that_cannot_be_are_refused(string key, string value) =>
        Read((key, value)).Faults.ShouldHaveSingleItem().ShouldContain(key.Replace(':', '.'));

    [Fact]
    public void Pauses_of_webhooks_are_read_in_seconds_and_their_spread_in_percent()
    {
        var (settings, faults) = Read(("webhooks:retry_pauses", "5, 30"), ("webhooks:retry_spread_percent", "20"));

        faults.ShouldBeEmpty();
        settings.WebhookRetries.Pauses.ShouldBe([TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30)]);
        settings.WebhookRetries.Spread.ShouldBe(0.2);
    }

    [Fact]
    public void An_unknown_setting_is_named_with_the_one_that_was_meant() =>
        Read(("port", "80")).Faults.ShouldBe(["port is no setting; did you mean listen.port."]);

    [Fact]
    public void All_faults_are_found_at_once() =>
        Read(("listen:port", "x"), ("single_tenant", "x"), ("nonsense", "x")).Faults.Count.ShouldBe(3);

    [Fact]
    public void No_limit_of_requests_is_written_as_zero() => Read(("requests_per_minute", "0")).Settings.RequestsPerMinute.ShouldBeNull();

    [Fact]
    public void The_journal_is_kept_whole_and_for_ever_unless_something_else_is_set()
    {
        var journal = SettingsOfJournal.From(Read().Settings);
        journal.Witnesses.ShouldBeEmpty();
        journal.KeepFor.ShouldBeNull();
        journal.KeepBytes.ShouldBeNull();
    }

    [Fact]
    public void Witnesses_are_one_value_or_a_list()
    {
        Read(("journal:witness", "/mnt/w")).Settings.JournalWitnesses.ShouldBe(["/mnt/w"]);
        var (settings, faults) = Read(("journal:witness:0", "https://w.example/heads"), ("journal:witness:1", "syslog"));
        faults.ShouldBeEmpty();
        settings.JournalWitnesses.ShouldBe(["https://w.example/heads", "syslog"]);
    }

    [Fact]
    public void Retention_is_set_in_days_and_mebibytes()
    {
        var journal = SettingsOfJournal.From(Read(("journal:keep_days", "400"), ("journal:keep_mib", "2048")).Settings);
        journal.KeepFor.ShouldBe(TimeSpan.FromDays(400));
        journal.KeepBytes.ShouldBe(2L << 30);
    }

    private static (ServerSettings Settings, IReadOnlyList<string> Faults) Read(params (string Key, string Value)[] values)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(values.Select(v => new KeyValuePair<string, string?>(v.Key, v.Value)))
            .Build();
        var reader = new SettingsReader(configuration);
        return (reader.Read(), reader.Faults);
    }
}
