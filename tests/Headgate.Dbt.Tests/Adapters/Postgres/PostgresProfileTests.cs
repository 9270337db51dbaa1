using Headgate.Dbt.Adapters;

namespace Headgate.Dbt.Tests.Adapters.Postgres;

public sealed class PostgresProfileTests
{
    [Fact]
    public void Every_key_but_the_password_is_shown_in_dbts_order()
    {
        using var adapter = Make(Complete());

        adapter.Credentials.Public.Keys.ShouldBe([
            "host",
            "port",
            "user",
            "database",
            "schema",
            "connect_timeout",
            "role",
            "search_path",
            "keepalives_idle",
            "sslmode",
            "sslcert",
            "sslkey",
            "sslrootcert",
            "application_name",
            "autocommit",
            "retries",
        ]);
        adapter.Credentials.Public["connect_timeout"].ShouldBe(10);
        adapter.Credentials.Public["application_name"].ShouldBe("dbt");
        adapter.Credentials.Public["database"].ShouldBe("d");
    }

    [Theory]
    [InlineData("host", null, "'host' is a required property")]
    [InlineData("schema", null, "'schema' is a required property")]
    [InlineData("pass", null, "'password' is a required property")]
    [InlineData("port", "5432", "'5432' is not of type 'integer'")]
    [InlineData("port", 70000L, "70000 is greater than the maximum of 65535")]
    [InlineData("pass", 1234L, "1234 is not of type 'string'")]
    [InlineData("autocommit", "yes", "'yes' is not of type 'boolean'")]
    public void A_key_that_is_missing_or_wrong_is_named_in_dbts_words(string key, object? value, string words)
    {
        var output = Complete();
        output.Remove(key);
        if (value is not null)
        {
            output[key] = value;
        }

        Should.Throw<CredentialsException>(() => Make(output)).Message.ShouldBe(words);
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_reported_as_by_psql()
    {
        var output = Complete();
        (output["port"], output["retries"]) = (1L, 0L);
        using var adapter = Make(output);

        var error = await Task.Run(
            () => Should.Throw<DatabaseException>(() => adapter.Open("test")),
            TestContext.Current.CancellationToken
        );

        error.IsConnection.ShouldBeTrue();
        error.Message.ShouldBe(
            "connection to server at \"127.0.0.1\", port 1 failed: Connection refused\n\tIs the server running on that host and accepting TCP/IP connections?"
        );
    }

    [Fact]
    public void A_box_holds_certificates_in_the_run()
    {
        var output = Complete();
        output["sslrootcert"] = "/etc/passwd";

        Should
            .Throw<DatabaseException>(() =>
                AdapterFactory.Create("postgres", output, "/tmp", new Confinement.Box { Root = "/tmp/nowhere" })
            )
            .Message.ShouldContain("sslrootcert");
    }

    private static IAdapter Make(Dictionary<string, object?> output) => AdapterFactory.Create("postgres", output, "/tmp", box: null);

    private static Dictionary<string, object?> Complete() =>
        new()
        {
            ["host"] = "127.0.0.1",
            ["port"] = 5432L,
            ["user"] = "u",
            ["pass"] = "p",
            ["dbname"] = "d",
            ["schema"] = "s",
        };
}
